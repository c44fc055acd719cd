// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Conflict;
import org.parley.api.NotFound;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.links.Link;
import org.parley.api.links.LinkChange;
import org.parley.api.links.LinkChanged;
import org.parley.api.links.LinkDesk;
import org.parley.api.links.LinkRetired;
import org.parley.api.links.NewLink;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.CheckLink.Content;
import org.parley.shortening.internal.Mint.Draft;

/** Does to links what people want. */
@Component
public final class ManageLinks implements LinkDesk {
  private final Store store;
  private final Domains domains;
  private final Routes routes;
  private final Bus bus;
  private final InstantSource clock;
  private final Mint mint;

  @Activate
  public ManageLinks(
      @Reference(target = Room.STORE) Store store,
      @Reference Domains domains,
      @Reference Routes routes,
      @Reference Bus bus) {
    this(store, domains, routes, bus, InstantSource.system());
  }

  ManageLinks(Store store, Domains domains, Routes routes, Bus bus, InstantSource clock) {
    this.store = store;
    this.domains = domains;
    this.routes = routes;
    this.bus = bus;
    this.clock = clock;
    this.mint = new Mint(domains, routes, bus, clock);
  }

  @Override
  public Link create(NewLink input) {
    Draft draft = CheckLink.read(input, domains, clock.instant());
    return store.inTransaction(tx -> LinkQueries.whole(tx, domains, mint.make(tx, draft)));
  }

  @Override
  public Link change(UUID link, LinkChange input, long version) {
    Instant now = clock.instant();
    Content content = CheckLink.read(input, domains, now);
    return store.inTransaction(
        tx -> {
          StoredLink changed = seen(tx, link, version).with(content);
          return save(tx, changed, told(changed), now);
        });
  }

  @Override
  public Link setState(UUID link, Link.State state, long version) {
    Instant now = clock.instant();
    return store.inTransaction(
        tx -> {
          StoredLink seen = seen(tx, link, version);
          if (seen.state() == state) {
            return LinkQueries.whole(tx, domains, seen);
          }
          StoredLink changed = seen.with(state);
          return save(tx, changed, told(changed), now);
        });
  }

  @Override
  public byte[] draw(UUID link, QrFormat format) {
    StoredLink found = store.read(tx -> get(tx, link));
    QrCode code = new QrCode(domains.shortUrl(found.domain(), found.slug()).toString());
    return switch (format) {
      case SVG -> code.svg();
      case PNG -> code.png();
    };
  }

  private Link save(Transaction tx, StoredLink changed, RecordData told, Instant now) {
    if (!UpdateLink.in(tx, changed)) {
      throw overtaken(changed.slug());
    }
    bus.append(tx, List.of(BusRecord.of(Room.SOURCE, changed.id().toString(), now, told)));
    routes.edits(tx, changed.key());
    return LinkQueries.whole(tx, domains, changed);
  }

  private static RecordData told(StoredLink link) {
    return link.state() == Link.State.RETIRED
        ? new LinkRetired(link.id(), link.slug(), link.version())
        : new LinkChanged(
            link.id(), link.slug(), link.target(), link.title(), link.expiresAt(), link.version());
  }

  private static StoredLink seen(Transaction tx, UUID id, long version) {
    StoredLink link = get(tx, id);
    if (link.version() != version) {
      throw overtaken(link.slug());
    }
    return link;
  }

  private static StoredLink get(Transaction tx, UUID id) {
    return FindLinks.byId(tx, id).orElseThrow(() -> new NotFound("link", id));
  }

  private static Conflict overtaken(String slug) {
    return new Conflict("Link '" + slug + "' has been changed by somebody else; look at it again");
  }
}
