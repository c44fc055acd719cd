// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.site;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.store.Row;
import org.parley.api.store.Store;
import org.parley.api.web.NewSite;
import org.parley.api.web.Site;
import org.parley.api.web.SiteDesk;
import org.parley.web.internal.edge.EdgeSettings;

/** The registered sites. What another hub registers is known here within moments. */
@Component(
    service = {Sites.class, SiteDesk.class},
    configurationPid = EdgeSettings.PID)
public final class Sites implements SiteDesk {
  private static final Duration MOMENT = Duration.ofSeconds(5);
  private static final String INSERT =
      """
      INSERT INTO web_site (id, origin, name, created_at)
      VALUES (:id, :origin, :name, :createdAt)
      """;

  private final Store store;
  private final URI hub;
  private final InstantSource clock;
  private volatile Known known = new Known(Set.of(), Instant.MIN);

  private record Known(Set<String> origins, Instant until) {}

  @Activate
  public Sites(
      @Reference(target = "(room=web)") Store store, EdgeSettings settings, BundleContext bundle) {
    this(store, PublicAddress.of(settings.public_url(), bundle), InstantSource.system());
  }

  Sites(Store store, URI hub, InstantSource clock) {
    this.store = store;
    this.hub = hub;
    this.clock = clock;
  }

  /** The origins of all sites. */
  public Set<String> origins() {
    Known present = known;
    Instant now = clock.instant();
    if (now.isBefore(present.until())) {
      return present.origins();
    }
    Set<String> origins = list().stream().map(Site::origin).collect(Collectors.toUnmodifiableSet());
    known = new Known(origins, now.plus(MOMENT));
    return origins;
  }

  @Override
  public URI script() {
    return URI.create(hub + "/t.js");
  }

  @Override
  public List<Site> list() {
    return store.read(
        tx ->
            tx.sql("SELECT id, origin, name, created_at FROM web_site ORDER BY origin")
                .list(Sites::site));
  }

  @Override
  public Site register(NewSite input) {
    String text = input.origin() == null ? "" : input.origin();
    String origin = Origins.of(text).orElseThrow(() -> noOrigin(text));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Site site = new Site(Ids.next(now), origin, input.name() == null ? origin : input.name(), now);
    return store.inTransaction(
        tx -> {
          boolean fresh =
              tx.sql(INSERT)
                  .bind("id", site.id())
                  .bind("origin", site.origin())
                  .bind("name", site.name())
                  .bind("createdAt", site.createdAt())
                  .insertIfAbsent();
          if (!fresh) {
            throw new Conflict("Site '%s' is registered already".formatted(origin));
          }
          tx.afterCommit(this::forget);
          return site;
        });
  }

  private static InvalidInput noOrigin(String text) {
    return new InvalidInput(
        "origin",
        "'%s' is no origin; one such as https://www.example.org is expected".formatted(text));
  }

  @Override
  public void remove(UUID id) {
    store.inTransaction(
        tx -> {
          if (tx.sql("DELETE FROM web_site WHERE id = :id").bind("id", id).update() == 0) {
            throw new NotFound("site", id);
          }
          tx.afterCommit(this::forget);
          return id;
        });
  }

  private void forget() {
    known = new Known(Set.of(), Instant.MIN);
  }

  private static Site site(Row row) {
    return new Site(row.id("id"), row.text("origin"), row.text("name"), row.instant("created_at"));
  }
}
