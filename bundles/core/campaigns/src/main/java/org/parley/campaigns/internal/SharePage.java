// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static java.util.stream.Collectors.joining;
import static org.parley.api.web.Markup.escape;

import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.Bus;
import org.parley.api.campaigns.CampaignDesk.ShareLink;
import org.parley.api.campaigns.Message;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.api.web.PublicDocument;
import org.parley.api.web.PublicPage;

/**
 * {@code /s/{mail}}: passes on what a mail said, by links alone. Each reader's mail has a page of
 * its own, so each share is a branch of that reader; a link is only made for a network that the
 * reader chooses, not for every reader and network beforehand.
 */
@Component
public final class SharePage implements PublicPage {
  private static final String PREFIX = "s";

  private final Store store;
  private final MintShares shares;

  @Activate
  public SharePage(@Reference(target = Room.STORE) Store store, @Reference Bus bus) {
    this(store, bus, InstantSource.system());
  }

  SharePage(Store store, Bus bus, InstantSource clock) {
    this.store = store;
    this.shares = new MintShares(bus, clock);
  }

  /** Where the reader of a mail passes it on, on the hub that serves that address. */
  static URI address(URI onTheHub, UUID mail) {
    return onTheHub.resolve("/" + PREFIX + "/" + mail);
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public PageAnswer answer(PageVisit visit) {
    String[] parts = visit.path().split("/", 2);
    Optional<Sent> sent = mail(parts[0]).flatMap(id -> store.read(tx -> find(tx, id)));
    if (sent.isEmpty()) {
      return new PageAnswer.Unknown();
    }
    return parts.length == 1
        ? choice(sent.get(), visit)
        : target(parts[1])
            .map(chosen -> passOn(sent.get(), chosen, visit))
            .orElseGet(PageAnswer.Unknown::new);
  }

  private static PageAnswer choice(Sent sent, PageVisit visit) {
    String links =
        Arrays.stream(ShareTarget.values())
            .map(
                target ->
                    "<li><a rel=\"nofollow\" href=\"/%s/%s/%s\">%s</a></li>"
                        .formatted(PREFIX, sent.mail(), target.network(), target.label()))
            .collect(joining("\n"));
    String body =
        "<p>%s</p>\n<ul class=\"bar\">\n%s\n</ul>"
            .formatted(escape(words(sent).getString("shareOn")), links);
    return page(sent, PublicDocument.UNLISTED, body, visit);
  }

  /** The link is made behind the bus; until it is there the browser asks again. */
  private PageAnswer passOn(Sent sent, ShareTarget chosen, PageVisit visit) {
    List<ShareLink> links =
        store.inTransaction(
            tx -> shares.of(tx, sent.message(), Optional.of(sent.reader()), List.of(chosen)));
    if (!links.isEmpty()) {
      return new PageAnswer.SeeOther(links.get(0).address());
    }
    if (store.read(tx -> isGone(tx, sent, chosen))) {
      String over = "<p>%s</p>".formatted(escape(words(sent).getString("shareOver")));
      return new PageAnswer.Html(410, html(sent, PublicDocument.UNLISTED, over, visit), false);
    }
    String again =
        "<p><a rel=\"nofollow\" href=\"/%s/%s/%s\">%s</a></p>"
            .formatted(
                PREFIX,
                sent.mail(),
                chosen.network(),
                escape(words(sent).getString("shareMoment")));
    return page(
        sent,
        PublicDocument.UNLISTED + "<meta http-equiv=\"refresh\" content=\"1\">\n",
        again,
        visit);
  }

  private static boolean isGone(Transaction tx, Sent sent, ShareTarget chosen) {
    return Shares.isGone(tx, sent.message().id(), Optional.of(sent.reader()), chosen.network());
  }

  private static PageAnswer page(Sent sent, String head, String body, PageVisit visit) {
    return PageAnswer.html(html(sent, head, body, visit));
  }

  private static String html(Sent sent, String head, String body, PageVisit visit) {
    Message message = sent.message();
    var document = new PublicDocument(message.language(), message.title(), head, body);
    return document.writtenFor(visit);
  }

  private static ResourceBundle words(Sent sent) {
    return WriteMail.words(sent.message().language());
  }

  private static Optional<UUID> mail(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<ShareTarget> target(String network) {
    return Arrays.stream(ShareTarget.values())
        .filter(target -> target.network().equals(network))
        .findFirst();
  }

  private static Optional<Sent> find(Transaction tx, UUID mail) {
    return Mailings.findMail(tx, mail)
        .flatMap(
            found ->
                Messages.find(tx, found.message())
                    .map(message -> new Sent(mail, found.reader(), message)));
  }

  private record Sent(UUID mail, UUID reader, Message message) {}
}
