// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.SettingsField;
import org.parley.api.profiles.Handle;
import org.parley.connector.SettingsType;
import org.parley.connectorkit.Courier.End;

/**
 * What one check works with: an account, and a system of its own that stands in for the real one.
 */
final class Trial implements AutoCloseable {
  private static final Duration MOMENT = Duration.ofMillis(20);
  private static final Duration LONG_MOMENT = Duration.ofMillis(150);

  private final Rig rig;
  private final StandIn system;
  private Map<String, Object> settings = Map.of();
  private Optional<UUID> account = Optional.empty();
  private boolean well;

  /** With a new account and a new system, whatever others do. */
  Trial(Rig rig) {
    this.rig = rig;
    system = new StandIn(rig.newSecret(), rig::knowsKeys);
    rig.contract().play(system);
  }

  private Trial(Rig rig, Place place) {
    this.rig = rig;
    system = place.system();
    system.forget();
    settings = place.settings();
    account = Optional.of(place.account());
  }

  /** With a new account and a new system, and no other beside them. */
  static Trial alone(Rig rig) {
    rig.takeLeft().ifPresent(place -> place.clear(rig.hub()));
    return new Trial(rig);
  }

  /** With what the check before has left, if that was left as it was found. */
  static Trial shared(Rig rig) {
    Optional<Place> place = rig.takeLeft();
    if (place.isEmpty() || place.get().isAsFound(rig)) {
      return place.map(left -> new Trial(rig, left)).orElseGet(() -> new Trial(rig));
    }
    place.get().clear(rig.hub());
    return new Trial(rig);
  }

  /** What it was to show has been shown; what it has used may be used again. */
  void wentWell() {
    well = true;
  }

  Rig rig() {
    return rig;
  }

  TrialHub hub() {
    return rig.hub();
  }

  StandIn system() {
    return system;
  }

  /** The account, which is connected when it is first asked for. */
  UUID account() {
    if (account.isEmpty()) {
      settings = rig.contract().settings(system);
      account = Optional.of(hub().connect(rig.connector(), settings));
      rig.contract().connected(hub(), account.get(), system);
      if (isPersonal()) {
        await("signed in", () -> how().status() == Status.ONLINE);
      }
    }
    return account.get();
  }

  /** Whether a person must sign in with a browser. */
  boolean isPersonal() {
    return rig.descriptor().signIn().isPersonal();
  }

  /** Does what a person does of whom the account has asked to act. */
  void act() {
    if (isPersonal()) {
      rig.contract().connected(hub(), account(), system);
    }
    hub().desk().test(account());
  }

  String connector() {
    return rig.descriptor().id();
  }

  /** Somebody whom the account writes to. */
  Handle person() {
    return Handle.of(connector(), rig.contract().person());
  }

  /** A post that stands, for what is done to posts. */
  BusRecord published() {
    BusRecord post = Samples.post(account(), connector(), "A post that stands");
    assertThat(deliver(post).failures()).as("Published before").isEmpty();
    return post;
  }

  /** How the account does. */
  Account how() {
    return hub().account(account());
  }

  /** Something to hand over. */
  BusRecord sample(Goods goods, String text) {
    return goods.sample().of(this, text);
  }

  End deliver(BusRecord record) {
    return rig.courier().deliver(record);
  }

  /** How many the system holds. */
  int held(Goods goods) {
    return system.taken(goods.capability()).size();
  }

  List<BusRecord> done(Goods goods, BusRecord record) {
    return goods.done(hub().bus().records(), record);
  }

  List<BusRecord> failed(Goods goods, BusRecord record) {
    return goods.failed(hub().bus().records(), record);
  }

  /** What the account has told on the bus. */
  List<BusRecord> told() {
    return hub().bus().records().stream()
        .filter(each -> each.source().startsWith("/connectors/"))
        .toList();
  }

  /** What it has told of what a source knows. */
  List<BusRecord> told(Capability source) {
    String topic = source.topic().orElseThrow();
    return told().stream()
        .filter(each -> each.data().topic().equals(topic))
        .filter(each -> rig.contract().isFact(each.data()))
        .toList();
  }

  /** Lets as much time pass as it takes until a source is asked again, and waits for that. */
  void poll(Capability source) {
    account();
    Duration pace = rig.connector().pace(source).orElseThrow();
    int before = system.asked(source);
    Duration rest = Duration.ofMinutes(6);
    Duration step = pace.compareTo(rest) > 0 ? pace.plusSeconds(1) : rest;
    Awaitility.await("asked again")
        .atMost(rig.patience())
        .pollDelay(Duration.ZERO)
        .pollInterval(MOMENT)
        .until(
            () -> {
              if (system.asked(source) == before) {
                rig.time().advance(step);
              }
              return system.asked(source) > before;
            });
  }

  /** Stops the hub and starts it anew. */
  void restart() {
    UUID id = account();
    rig.restart();
    boolean hands =
        rig.descriptor().capabilities().stream().anyMatch(each -> Goods.of(each).isPresent());
    await(
        "back",
        () -> hub().account(id).status() == Status.ONLINE && (!hands || hub().handsOverFor(id)));
  }

  /** How many requests there were, once those are answered that were under way. */
  int settled() {
    AtomicInteger last = new AtomicInteger(-1);
    Awaitility.await("no more requests")
        .atMost(rig.patience())
        .pollDelay(Duration.ZERO)
        .pollInterval(MOMENT)
        .during(LONG_MOMENT)
        .until(() -> last.getAndSet(system.requests().size()) == system.requests().size());
    return last.get();
  }

  void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(rig.patience())
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(condition);
  }

  /** Nothing comes of it, so far as a moment tells. */
  static void staysOpen(CompletableFuture<Void> attempt) {
    assertThatThrownBy(() -> attempt.get(LONG_MOMENT.toMillis(), TimeUnit.MILLISECONDS))
        .as("What must wait")
        .isInstanceOf(TimeoutException.class);
  }

  /** The secrets that were entered, and what a person was given who signed in. */
  List<String> secrets() {
    account();
    Stream<String> given = isPersonal() ? Stream.of(system.secret()) : Stream.empty();
    Stream<String> entered =
        secretFields(rig.connector().settings())
            .map(settings::get)
            .filter(Objects::nonNull)
            .map(String::valueOf);
    return Stream.concat(given, entered).toList();
  }

  private static Stream<String> secretFields(SettingsType<?> type) {
    if (type instanceof SettingsType.OfFields listed) {
      return listed.fields().stream()
          .filter(field -> field.type() == SettingsField.Type.SECRET)
          .map(SettingsField::name);
    }
    return Arrays.stream(((SettingsType.OfRecord<?>) type).type().getRecordComponents())
        .filter(field -> field.getType() == Secret.class)
        .map(RecordComponent::getName);
  }

  /** Everything that a person may come to read of what happened. */
  void keepsSecrets(List<ParleyException> failures) {
    List<String> readable = new ArrayList<>();
    readable.add(how().statusText());
    told().forEach(record -> readable.add(String.valueOf(record.data())));
    failures.forEach(failure -> readable.add(failure.getMessage()));
    readable.add(rig.printed().take());
    for (String secret : secrets()) {
      assertThat(readable).as("What people read").noneMatch(text -> text.contains(secret));
    }
  }

  @Override
  public void close() {
    if (well && account.isPresent()) {
      rig.leave(new Place(system, account.get(), settings));
    } else {
      system.close();
      account.ifPresent(hub()::forget);
    }
    hub().bus().clear();
    rig.takeCalled();
    rig.printed().take();
  }
}
