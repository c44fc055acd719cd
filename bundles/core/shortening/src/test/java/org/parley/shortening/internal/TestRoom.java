// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.RecordData;
import org.parley.api.links.Link;
import org.parley.api.links.NewLink;
import org.parley.api.links.Redirects.Answer;
import org.parley.api.links.Redirects.Visit;
import org.parley.api.store.Bells;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;
import org.parley.testkit.FakeClock;
import org.parley.testkit.RecordingBus;

/** One hub's shortening room over a real store, put together as the framework would. */
final class TestRoom implements AutoCloseable {
  static final String LISTENING = "http://localhost:20000";
  static final String PERSON =
      "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
  static final String ROBOT = "Twitterbot/1.0";

  final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");
  final RecordingBus bus = new RecordingBus();
  final Store store;
  final Domains domains;
  final Routes routes;
  final ManageLinks desk;
  final LinkQueries links;
  final FollowLinks redirects;
  final Upkeep upkeep;
  private final Loads loads = new Loads();

  TestRoom(Store store, LinkSettings settings) {
    this(store, settings, Bells.ofOnlyHub());
  }

  private TestRoom(Store store, LinkSettings settings, Bells bells) {
    this.store = store;
    domains = new Domains(settings, TestRoom.LISTENING);
    routes = new Routes(settings, store, loads, bells);
    desk = new ManageLinks(store, domains, routes, bus, clock);
    links = new LinkQueries(store, domains);
    redirects = new FollowLinks(store, loads, domains, routes, bus);
    upkeep = new Upkeep(store, Leases.ofOnlyHub(), routes, clock);
  }

  static TestRoom on(Store store) {
    return on(store, Bells.ofOnlyHub());
  }

  static TestRoom on(Store store, Bells bells) {
    return new TestRoom(
        store, Settings.of("https://hub.example.org", "go.example.org", "x.example"), bells);
  }

  @Override
  public void close() {
    upkeep.close();
    routes.close();
    loads.close();
  }

  static NewLink input(String target) {
    return new NewLink(target, null, null, null, null);
  }

  static NewLink input(String target, String slug) {
    return new NewLink(target, slug, null, null, null);
  }

  Link create(String slug) {
    return desk.create(input("https://example.org/" + slug, slug));
  }

  Answer follow(Visit visit) {
    try {
      return redirects.follow(visit).toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new AssertionError("The visit was not answered", failed);
    }
  }

  Answer follow(String slug) {
    return follow(visit(slug, PERSON, "192.0.2.1"));
  }

  Visit visit(String slug, String agent, String address, String... headers) {
    Map<String, String> all = new HashMap<>(Map.of("user-agent", agent));
    for (int header = 0; header < headers.length; header += 2) {
      all.put(headers[header], headers[header + 1]);
    }
    return new Visit(
        "go.example.org", slug, false, all, address, Optional.empty(), clock.instant());
  }

  /** Hands what was appended so far to a reader, each record in a transaction of its own. */
  void deliver(GroupReader reader) {
    List<BusRecord> records = bus.records();
    bus.clear();
    for (BusRecord record : records) {
      deliver(reader, record.data());
    }
  }

  void deliver(GroupReader reader, RecordData data) {
    Instant now = clock.instant();
    store.inTransaction(
        tx -> {
          reader.read(tx, BusRecord.of("/test", UUID.randomUUID().toString(), now, data));
          return true;
        });
  }
}
