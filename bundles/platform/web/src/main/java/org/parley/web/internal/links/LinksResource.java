// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.links;

import static java.util.Objects.requireNonNull;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.links.Link;
import org.parley.api.links.LinkChange;
import org.parley.api.links.LinkDesk;
import org.parley.api.links.LinkDesk.QrFormat;
import org.parley.api.links.Links;
import org.parley.api.links.NewLink;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** Makes, reads, changes and draws short links for programs. */
@Component
public final class LinksResource implements Resource {
  private static final String SVG = "image/svg+xml";
  private static final String PNG = "image/png";
  private static final int USUAL_DAYS = 30;

  private final Links links;
  private final LinkDesk desk;

  @Activate
  public LinksResource(@Reference Links links, @Reference LinkDesk desk) {
    this.links = links;
    this.desk = desk;
  }

  record StateInput(@NotNull Link.@Nullable State state) {}

  /** What a listing of days answers. */
  record Days(List<Links.Day> items) {}

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listLinks", this::list,
        "createLink", this::create,
        "getLink", call -> answer(find(call)),
        "changeLink", this::change,
        "retireLink", this::retire,
        "setLinkState", this::setState,
        "listLinkDays", this::days,
        "drawLink", this::draw);
  }

  private Answer list(Call call) {
    Links.Filter filter =
        new Links.Filter(
            call.query("search"),
            call.query("campaign").map(UUID::fromString),
            call.query("state", Link.State.class),
            call.query("network"),
            call.query("clickedSince").map(LocalDate::parse));
    return Answer.page(links.list(filter, call.page()), link -> link);
  }

  private Answer create(Call call) {
    NewLink input = call.body(NewLink.class);
    Link link = desk.create(input);
    String domain = input.domain() == null ? "" : "?domain=" + link.shortUrl().getHost();
    return Answer.created("links/" + link.slug() + domain, link)
        .version(link.version(), figures(link));
  }

  private Answer change(Call call) {
    Link link = find(call);
    long version = call.expect(link.version());
    return answer(desk.change(link.id(), call.body(LinkChange.class), version));
  }

  private Answer setState(Call call) {
    Link link = find(call);
    long version = call.expect(link.version());
    Link.State state = requireNonNull(call.body(StateInput.class).state());
    return answer(desk.setState(link.id(), state, version));
  }

  private Answer retire(Call call) {
    Link link = find(call);
    desk.setState(link.id(), Link.State.RETIRED, link.version());
    return Answer.nothing();
  }

  private Answer days(Call call) {
    LocalDate today = LocalDate.ofInstant(call.at(), ZoneOffset.UTC);
    LocalDate to = call.query("to").map(LocalDate::parse).orElse(today);
    LocalDate from = call.query("from").map(LocalDate::parse).orElse(to.minusDays(USUAL_DAYS));
    return Answer.ok(new Days(links.days(find(call).id(), from, to)));
  }

  private Answer draw(Call call) {
    Link link = find(call);
    String type = call.choose(SVG, PNG);
    QrFormat format = type.equals(PNG) ? QrFormat.PNG : QrFormat.SVG;
    return Answer.file(type, desk.draw(link.id(), format));
  }

  private Link find(Call call) {
    String slug = call.path("slug");
    return call.query("domain")
        .map(domain -> links.findBySlug(domain, slug))
        .orElseGet(() -> links.findBySlug(slug))
        .orElseThrow(() -> new NotFound("link", slug));
  }

  private static Answer answer(Link link) {
    return Answer.ok(link).version(link.version(), figures(link));
  }

  /** Clicks come by themselves: a change is not refused because of them. */
  private static String figures(Link link) {
    Link.Clicks clicks = link.clicks();
    return clicks.total() + "." + clicks.unique() + "." + clicks.robots();
  }
}
