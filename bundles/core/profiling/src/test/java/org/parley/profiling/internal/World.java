// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.api.Ids;
import org.parley.api.PageRequest;
import org.parley.api.Secret;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.ConsentGiven;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.Timeline;
import org.parley.api.security.Vault;
import org.parley.api.store.Store;
import org.parley.testkit.FakeClock;
import org.parley.testkit.RecordingBus;

/** The room as it runs in the hub, fed record by record. */
final class World {
  final Store store;
  final RecordingBus bus = new RecordingBus();
  final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");
  final Seal seal = new Seal(new OpenVault());
  final Identities identities = new Identities(seal);
  final JoinInteractions reader;
  final Desk desk;
  final ReadProfiles profiles;
  final ReadTimeline timeline;
  final AnswerBook consents;
  final PersonalPage page;

  World(Store store) {
    this.store = store;
    this.reader = new JoinInteractions(store, identities, bus, clock);
    this.desk = new Desk(store, bus, identities, clock);
    this.profiles = new ReadProfiles(store, identities);
    this.timeline = new ReadTimeline(store);
    this.consents = new AnswerBook(store, bus, identities, seal, clock);
    this.page =
        new PersonalPage(
            store,
            bus,
            identities,
            seal,
            new PersonalPage.Offer(
                Set.of("newsletter", "remember"), "https://dialogue.example.org"),
            clock);
  }

  static Identifier verified(Kind kind, String value) {
    return new Identifier(kind, value, Optional.empty(), true);
  }

  static Identifier typed(Kind kind, String value) {
    return new Identifier(kind, value, Optional.empty(), false);
  }

  static Identifier email(String value) {
    return verified(Kind.EMAIL, value);
  }

  static Identifier crm(String value) {
    return verified(Kind.CRM, value);
  }

  static Identifier browser(String key) {
    return typed(Kind.VISITOR, key);
  }

  /** Somebody does something; says what was done. */
  Interaction does(String type, Identifier... identifiers) {
    return does(type, Map.of(), identifiers);
  }

  Interaction does(String type, Map<String, String> data, Identifier... identifiers) {
    clock.advance(Duration.ofSeconds(1));
    Interaction interaction =
        new Interaction(
            Ids.next(clock.instant()),
            type,
            clock.instant(),
            List.of(identifiers),
            Origin.NONE,
            data);
    read(interaction);
    return interaction;
  }

  /** The same is said again, of somebody else. */
  void doesToo(Interaction same, String address) {
    read(
        new Interaction(
            same.id(),
            same.type(),
            same.at(),
            List.of(email(address)),
            same.origin(),
            same.data()));
  }

  ConsentGiven answers(String purpose, boolean given, Identifier... identifiers) {
    clock.advance(Duration.ofSeconds(1));
    ConsentGiven answer =
        new ConsentGiven(
            Ids.next(clock.instant()),
            List.of(identifiers),
            purpose,
            given,
            "consent",
            "Box ticked, wording 3",
            clock.instant());
    read(answer);
    return answer;
  }

  void read(RecordData data) {
    BusRecord record = BusRecord.of("/test", "somebody", clock.instant(), data);
    read(List.of(record));
  }

  /** Reads records together in one transaction, as the bus hands them on. */
  void read(List<BusRecord> records) {
    store.inTransaction(
        transaction -> {
          reader.read(transaction, records);
          return records;
        });
  }

  Profile one(String identifier) {
    List<Profile> found = desk.findAll(identifier);
    if (found.size() != 1) {
      throw new AssertionError(identifier + " points at " + found);
    }
    return found.get(0);
  }

  List<String> types(UUID profile) {
    return entries(profile).stream().map(Timeline.Entry::type).toList();
  }

  List<Timeline.Entry> entries(UUID profile) {
    return timeline.entries(profile, PageRequest.first(200)).items();
  }

  /** How many entries the table holds of something that was done, whoever did it. */
  long entriesOf(UUID interaction) {
    return store.read(
        read ->
            read.sql("SELECT COUNT(*) AS entries FROM profiling_entry WHERE id = :id")
                .bind("id", interaction)
                .first(row -> row.number("entries"))
                .orElseThrow());
  }

  Map<String, Boolean> standing(UUID profile) {
    Map<String, Boolean> standing = new HashMap<>();
    consents.standing(profile).forEach(each -> standing.put(each.purpose(), each.given()));
    return standing;
  }

  Instant now() {
    return clock.instant();
  }

  /** A vault that keeps its secrets in the open. */
  static final class OpenVault implements Vault {
    private final Map<String, Secret> secrets = new ConcurrentHashMap<>();

    @Override
    public Optional<Secret> find(String name) {
      return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public void put(String name, Secret secret) {
      secrets.put(name, secret);
    }

    @Override
    public void forget(String name) {
      secrets.remove(name);
    }

    @Override
    public int rotate() {
      return 0;
    }
  }
}
