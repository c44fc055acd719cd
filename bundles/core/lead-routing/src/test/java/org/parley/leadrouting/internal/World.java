// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parley.api.Ids;
import org.parley.api.bus.BatchReader;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.RecordData;
import org.parley.api.interactions.Interaction;
import org.parley.api.leads.Lead;
import org.parley.api.leads.NewRoutingRule;
import org.parley.api.leads.NewScoringRule;
import org.parley.api.links.Origin;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.store.Store;
import org.parley.testkit.RecordingBus;

/** The room as it runs in the hub, with one person known and one CRM connected. */
final class World {
  static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  static final UUID CRM = Ids.next(NOW);
  static final UUID CAMPAIGN = Ids.next(NOW);

  final Store store;
  final RecordingBus bus = new RecordingBus();
  final People people = new People();
  final UUID ada = people.add("ada@example.org", "AT");
  final FindLeads find;
  final LeadQueries queries;
  final SalesDesk desk;

  World(Store store) {
    this.store = store;
    this.find = FindLeads.withDefaults(bus, people, people, new OneCrm());
    this.queries = new LeadQueries(store, people);
    this.desk = new SalesDesk(store, bus, people, people, new OneCrm());
  }

  Lead assigned() {
    desk.addRoutingRule(routing("All", null, List.of("greta"), CRM));
    read(find, joined(ada, true, "form.confirmed", social("bluesky")));
    return queries.ofProfile(ada).get(0);
  }

  static InteractionJoined joined(UUID profile, boolean identified, String type, Origin origin) {
    var interaction = new Interaction(Ids.next(NOW), type, NOW, List.of(), origin, Map.of());
    return new InteractionJoined(profile, identified, interaction);
  }

  static InteractionJoined told(UUID profile, String name, String value) {
    var interaction =
        new Interaction(
            Ids.next(NOW), "page.viewed", NOW, List.of(), Origin.NONE, Map.of(name, value));
    return new InteractionJoined(profile, true, interaction);
  }

  static InteractionJoined clicked(UUID profile, Instant at) {
    var click =
        new Interaction(Ids.next(at), "click.recorded", at, List.of(), Origin.NONE, Map.of());
    return new InteractionJoined(profile, true, click);
  }

  static Origin social(String network) {
    return new Origin(
        Optional.of(CAMPAIGN),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(network),
        Optional.empty(),
        Optional.empty());
  }

  static NewScoringRule scoring(String name, String interaction, int points) {
    return new NewScoringRule(name, interaction, null, null, points, 0);
  }

  static NewRoutingRule routing(
      String name, @Nullable String country, List<String> owners, @Nullable UUID account) {
    return new NewRoutingRule(name, 1, country, null, null, null, null, owners, account);
  }

  /** What gathered, in one batch. */
  void readTogether(BatchReader reader, RecordData... data) {
    Stream.of(data).forEach(people::follow);
    List<BusRecord> records =
        Stream.of(data).map(each -> BusRecord.of("/test", "subject", NOW, each)).toList();
    store.inTransaction(
        tx -> {
          reader.read(tx, records);
          return records;
        });
  }

  /** Reads what gathered; says how many statements that took. */
  int questions(BatchReader reader, List<RecordData> data) {
    data.forEach(people::follow);
    List<BusRecord> records =
        data.stream().map(each -> BusRecord.of("/test", "subject", NOW, each)).toList();
    return store.inTransaction(
        tx -> {
          CountedStatements counted = new CountedStatements(tx);
          reader.read(counted, records);
          return counted.number();
        });
  }

  void read(GroupReader reader, RecordData data) {
    people.follow(data);
    BusRecord record = BusRecord.of("/test", "subject", NOW, data);
    store.inTransaction(
        tx -> {
          reader.read(tx, record);
          return record;
        });
  }

  long rows(String table) {
    return store.read(
        tx ->
            tx.sql("SELECT COUNT(*) AS amount FROM " + table)
                .first(row -> row.number("amount"))
                .orElseThrow());
  }
}
