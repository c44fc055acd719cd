// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Conflict;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.links.Link;
import org.parley.api.links.LinkCreated;
import org.parley.api.links.Origin;
import org.parley.api.store.Transaction;

/** Makes links: gives each a slug that no other has, and says so on the bus. */
final class Mint {
  private final Domains domains;
  private final Routes routes;
  private final Bus bus;
  private final InstantSource clock;
  private final Slugs slugs = new Slugs(new SecureRandom());

  Mint(Domains domains, Routes routes, Bus bus, InstantSource clock) {
    this.domains = domains;
    this.routes = routes;
    this.bus = bus;
    this.clock = clock;
  }

  /**
   * What is known of a link before it is made.
   *
   * @param slug the chosen one, empty for a generated one
   */
  record Draft(
      UUID id,
      String domain,
      Optional<String> slug,
      URI target,
      Optional<String> title,
      Origin origin,
      Optional<Instant> expiresAt) {
    private StoredLink named(String name, Instant now) {
      return new StoredLink(
          id, domain, name, target, title, origin, Link.State.ACTIVE, now, expiresAt, 1);
    }
  }

  /**
   * Makes the link, with no id that is there already.
   *
   * @throws Conflict when the chosen slug, or one that looks like it, is taken
   */
  StoredLink make(Transaction tx, Draft draft) {
    StoredLink made =
        draft.slug().map(slug -> chosen(tx, draft, slug)).orElseGet(() -> any(tx, draft));
    URI shortUrl = domains.shortUrl(made.domain(), made.slug());
    LinkCreated created =
        new LinkCreated(made.id(), made.slug(), shortUrl, made.target(), made.origin());
    bus.append(
        tx, List.of(BusRecord.of(Room.SOURCE, made.id().toString(), made.createdAt(), created)));
    routes.changes(tx, made.key());
    return made;
  }

  private StoredLink chosen(Transaction tx, Draft draft, String slug) {
    StoredLink link = draft.named(slug, now());
    if (InsertLink.in(tx, link)) {
      return link;
    }
    String holder = FindLinks.bySlug(tx, link.key()).map(StoredLink::slug).orElse(slug);
    throw new Conflict(
        holder.equalsIgnoreCase(slug)
            ? "Slug '" + slug + "' is taken"
            : "Slug '" + slug + "' looks like '" + holder + "', which is taken");
  }

  private StoredLink any(Transaction tx, Draft draft) {
    int length = StoredLink.isPersonal(draft.origin()) ? Slugs.PERSONAL : Slugs.USUAL;
    StoredLink link;
    do {
      link = draft.named(slugs.generate(length), now());
    } while (!InsertLink.in(tx, link));
    return link;
  }

  /** As exact as the database keeps it, so that a link reads the same before and after. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
