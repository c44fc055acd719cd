// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.net.URI;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.links.Link;
import org.parley.api.links.Link.Clicks;
import org.parley.api.links.Links;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.StoredLink.SlugKey;

/** Answers what is asked about links. */
@Component
public final class LinkQueries implements Links {
  private final Store store;
  private final Domains domains;
  private final Targets targets;

  @Activate
  public LinkQueries(@Reference(target = Room.STORE) Store store, @Reference Domains domains) {
    this.store = store;
    this.domains = domains;
    this.targets = new Targets(domains);
  }

  @Override
  public Optional<Link> find(UUID id) {
    return store.read(tx -> FindLinks.byId(tx, id).map(link -> whole(tx, domains, link)));
  }

  @Override
  public List<Link> findAll(Collection<UUID> ids) {
    return ids.isEmpty() ? List.of() : store.read(tx -> whole(tx, FindLinks.byIds(tx, ids)));
  }

  @Override
  public Optional<Link> findBySlug(String slug) {
    return find(Domains.MAIN, slug);
  }

  @Override
  public Optional<Link> findBySlug(String domain, String slug) {
    return find(domains.named(domain), slug);
  }

  private Optional<Link> find(String domain, String slug) {
    return Slugs.lookUp(slug)
        .map(skeleton -> new SlugKey(domain, skeleton))
        .flatMap(
            key ->
                store.read(tx -> FindLinks.bySlug(tx, key).map(link -> whole(tx, domains, link))));
  }

  @Override
  public Paged<Link> list(Filter filter, PageRequest page) {
    return store.read(
        tx -> {
          Paged<StoredLink> found = ListLinks.in(tx, filter, page);
          return new Paged<>(whole(tx, found.items()), found.next());
        });
  }

  @Override
  public URI readTarget(String field, String address) {
    return targets.read(field, address);
  }

  @Override
  public List<Day> days(UUID link, LocalDate from, LocalDate to) {
    return store.read(tx -> FindClicks.ofDays(tx, link, from, to));
  }

  private List<Link> whole(Transaction tx, List<StoredLink> links) {
    Map<UUID, Clicks> clicks = FindClicks.ofAll(tx, links.stream().map(StoredLink::id).toList());
    return links.stream()
        .map(link -> whole(domains, link, clicks.getOrDefault(link.id(), Clicks.NONE)))
        .toList();
  }

  static Link whole(Transaction tx, Domains domains, StoredLink link) {
    Clicks clicks = FindClicks.ofAll(tx, List.of(link.id())).getOrDefault(link.id(), Clicks.NONE);
    return whole(domains, link, clicks);
  }

  private static Link whole(Domains domains, StoredLink link, Clicks clicks) {
    return new Link(
        link.id(),
        link.slug(),
        domains.shortUrl(link.domain(), link.slug()),
        link.target(),
        link.title(),
        link.origin(),
        link.state(),
        link.createdAt(),
        link.expiresAt(),
        clicks,
        link.version());
  }
}
