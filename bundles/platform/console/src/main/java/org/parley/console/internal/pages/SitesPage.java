// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.security.Role;
import org.parley.api.web.NewSite;
import org.parley.api.web.Site;
import org.parley.api.web.SiteDesk;
import org.parley.console.internal.Answer;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.RecordForm;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;

/** The web sites whose pages may report to the hub and show its forms. */
@Component(service = Page.class)
public final class SitesPage implements Page {
  private final SiteDesk sites;
  private final RecordForm<NewSite> form;
  private final Routes routes;

  @Activate
  public SitesPage(@Reference SiteDesk sites, @Reference Validator validator) {
    this.sites = sites;
    this.form = new RecordForm<>(NewSite.class, validator);
    this.routes =
        new Routes()
            .show("", this::list)
            .show("new", this::fill)
            .post("new", "site.registered", this::register)
            .post("{id}/remove", "site.removed", this::remove);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.FOLLOW, 1, "sites", Set.of(Role.MARKETER));
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public List<Piece.Hit> seek(String text, Visit visit) {
    return sites.list().stream()
        .filter(site -> Seek.isIn(site.name() + " " + site.origin(), text))
        .limit(Seek.MOST)
        .map(site -> new Piece.Hit(site.name(), site.origin(), "/console/sites"))
        .toList();
  }

  private Screen list(Visit visit) {
    List<Site> found = sites.list();
    Action add = Action.to(visit.say("sites.new"), visit.here("new"));
    Screen screen = visit.screen("sites").action(add.main());
    if (found.isEmpty()) {
      return screen.add(visit.empty("sites", add));
    }
    Table table =
        Table.of(
            visit.say("sites.title"),
            visit.say("sites.site"),
            visit.say("sites.origin"),
            visit.say("head.created"),
            visit.say("head.do"));
    for (Site site : found) {
      table =
          table.row(
              Cell.text(site.name()),
              Cell.code(site.origin()),
              visit.written().time(site.createdAt()),
              remove(visit, site));
    }
    return screen.add(table).add(embedding(visit));
  }

  private Piece embedding(Visit visit) {
    String tag = "<script src=\"" + sites.script() + "\" async></script>";
    String consent = "parley.consent(\"key\", \"" + visit.say("sites.evidence") + "\");";
    return new Piece.Section(
        visit.say("sites.embed"),
        visit.say("sites.embed.about"),
        List.of(),
        List.of(
            new Piece.Quote(visit.say("sites.tag"), tag, true),
            new Piece.Quote(visit.say("sites.consent"), consent, true)));
  }

  private static Cell remove(Visit visit, Site site) {
    Action remove =
        Action.send(visit.say("remove"), visit.here(site.id(), "remove"))
            .danger()
            .because(visit.say("sites.remove.text"));
    return new Cell.Buttons(List.of(remove));
  }

  private Screen fill(Visit visit) {
    return visit
        .screen("sites.new")
        .back(visit.say("sites.title"), visit.here())
        .add(
            form.draw(visit, visit.here("new"), Map.of(), Map.of())
                .cancel(Action.to(visit.say("cancel"), visit.here())));
  }

  private Answer register(Visit visit) {
    return visit.made("site.registered", sites.register(form.read(visit)).id());
  }

  private Answer remove(Visit visit) {
    sites.remove(visit.id("id"));
    return visit.done("removed");
  }
}
