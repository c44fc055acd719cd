// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;
import org.parley.api.interactions.Collector.Browser;
import org.parley.api.interactions.Interaction;
import org.parley.api.interactions.NewInteraction;
import org.parley.api.interactions.NewInteraction.NewIdentifier;
import org.parley.api.interactions.NewInteractions;
import org.parley.api.interactions.NewVisit;
import org.parley.api.interactions.NewVisit.NewEvent;
import org.parley.api.profiles.ConsentGiven;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.security.Caller;
import org.parley.testkit.FakeClock;
import org.parley.testkit.RecordingBus;

class IntakeTest {
  private static final String KEY = "abcdefghijklmnop";
  private static final Browser PLAIN = new Browser(Optional.empty(), false);
  private static final Browser OBJECTING = new Browser(Optional.empty(), true);

  private final RecordingBus bus = new RecordingBus();
  private final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");
  private final Intake intake =
      new Intake(bus, new Identities(new Seal(new World.OpenVault())), clock);
  private final Caller shop = caller("shop");

  @Test
  void putsInteractionsOnTheBus() {
    UUID id = UUID.fromString("0195a000-0000-7000-8000-000000000001");
    accept(
        new NewInteraction(
            id.toString(),
            "purchase.made",
            Instant.parse("2026-02-28T10:00:00Z"),
            List.of(
                new NewIdentifier("email", " Ada@Example.org", null, null),
                new NewIdentifier("visitor", "v1", null, false)),
            Map.of(
                "amount", Map.of("minor", 1999, "currency", "EUR"),
                "items", List.of("a", "b"),
                "first", true)));

    assertThat(bus.records())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.id()).isEqualTo(id);
              assertThat(record.partitionKey()).isEqualTo(visitor("v1").partitionKey());
            });
    Interaction said = bus.data(Interaction.class).get(0);
    assertThat(said.identifiers())
        .containsExactly(
            new Identifier(Kind.EMAIL, "ada@example.org", Optional.empty(), true),
            new Identifier(Kind.VISITOR, "v1", Optional.empty(), false));
    assertThat(said.data())
        .isEqualTo(
            Map.of(
                "amount.minor", "1999",
                "amount.currency", "EUR",
                "items.0", "a",
                "items.1", "b",
                "first", "true"));
  }

  @Test
  void recognisesACallersOwnIdAndNobodyElses() {
    accept(simple("42"), simple("42"));
    intake.accept(new NewInteractions(List.of(simple("42"))), caller("till"));

    assertThat(bus.records()).hasSize(3);
    assertThat(bus.records().get(0).id()).isEqualTo(bus.records().get(1).id());
    assertThat(bus.records().get(0).id().version()).isEqualTo(8);
    assertThat(bus.records().get(2).id()).isNotEqualTo(bus.records().get(0).id());
  }

  @Test
  void keepsAddressesOutOfTheKeysOfTheLog() {
    accept(
        new NewInteraction(
            null,
            "call.made",
            null,
            List.of(new NewIdentifier("email", "ada@example.org", null, null)),
            null));

    assertThat(bus.records().get(0).partitionKey()).matches("[0-9a-f]{32}");
    assertThat(bus.records().get(0).subject()).doesNotContain("ada");
  }

  @Test
  void refusesAllForOneAndNamesEveryBadField() {
    NewInteractions input =
        new NewInteractions(
            List.of(
                simple("1"),
                new NewInteraction(
                    null,
                    "click.recorded",
                    clock.instant().plusSeconds(3600),
                    List.of(
                        new NewIdentifier("email", "undefined", null, null),
                        new NewIdentifier("handle", "ada", null, null)),
                    Map.of("text", "a\0b"))));

    assertThatThrownBy(() -> intake.accept(input, shop))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal ->
                assertThat(refusal.violations())
                    .extracting(Violation::path)
                    .containsExactlyInAnyOrder(
                        "interactions[1].type",
                        "interactions[1].at",
                        "interactions[1].identifiers[0].value",
                        "interactions[1].identifiers[1].network",
                        "interactions[1].data.text"));
    assertThat(bus.records()).isEmpty();
  }

  @Test
  void countsAndForgetsWithoutConsent() {
    int accepted = track(visit("none", null, KEY), PLAIN);

    assertThat(accepted).isEqualTo(1);
    assertThat(bus.data(Interaction.class))
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.identifiers()).isEmpty();
              assertThat(said.data())
                  .containsEntry("url", "https://example.org/a?utm_source=x")
                  .containsEntry("referrer", "search.example");
            });
    assertThat(bus.data(ConsentGiven.class)).isEmpty();
  }

  @Test
  void remembersWithConsentAndKeepsItsEvidenceOnce() {
    track(visit("key", "Banner 3 accepted", KEY), PLAIN);
    track(visit("key", "Banner 3 accepted", null), new Browser(Optional.of(KEY), false));
    track(visit("fingerprint", "Banner 4 accepted", KEY), PLAIN);

    assertThat(bus.data(ConsentGiven.class))
        .extracting(ConsentGiven::purpose)
        .containsExactly("remember", "remember", "fingerprint");
    assertThat(bus.data(Interaction.class))
        .hasSize(3)
        .allSatisfy(
            said ->
                assertThat(said.identifiers())
                    .contains(new Identifier(Kind.VISITOR, KEY, Optional.empty(), false)));
    assertThat(bus.data(Interaction.class).get(0).data())
        .containsEntry("url", "https://example.org/a?utm_source=x&mail=ada@example.org");
    assertThat(bus.records())
        .extracting(r -> r.partitionKey())
        .containsOnly(visitor(KEY).partitionKey());
  }

  @Test
  void heedsTheBrowsersObjection() {
    track(visit("key", "Banner 3 accepted", null), OBJECTING);

    assertThat(bus.data(ConsentGiven.class)).isEmpty();
    assertThat(bus.data(Interaction.class).get(0).identifiers()).isEmpty();
    assertThat(bus.records().get(0).partitionKey()).isNotEqualTo(visitor(KEY).partitionKey());
  }

  @Test
  void wantsEvidenceAndAKeyForConsent() {
    assertThatThrownBy(() -> track(visit("key", null, null), PLAIN))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal ->
                assertThat(refusal.violations())
                    .extracting(Violation::path)
                    .containsExactly("evidence", "visitor"));
  }

  @Test
  void refusesPagesThatAreNone() {
    NewVisit visit =
        new NewVisit(
            Arrays.asList(event("javascript:alert(1)"), event("/relative")),
            "none",
            null,
            null,
            null);

    assertThatThrownBy(() -> track(visit, PLAIN))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refusal ->
                assertThat(refusal.violations())
                    .extracting(Violation::path)
                    .containsExactly("events[0].url", "events[1].url"));
  }

  @Test
  void takesAddressesAsBrowsersWriteThem() {
    NewVisit visit =
        new NewVisit(
            List.of(event("https://example.org/ä?utm_a={x}|y&z=[100%]#part")),
            "none",
            null,
            null,
            null);
    track(visit, PLAIN);

    assertThat(bus.data(Interaction.class).get(0).data())
        .containsEntry("url", "https://example.org/%C3%A4?utm_a=%7Bx%7D%7Cy");
  }

  private int track(NewVisit visit, Browser browser) {
    return intake.track(visit, browser).toCompletableFuture().join();
  }

  private int accept(NewInteraction... interactions) {
    return intake
        .accept(new NewInteractions(List.of(interactions)), shop)
        .toCompletableFuture()
        .join();
  }

  private static NewInteraction simple(String id) {
    return new NewInteraction(id, "call.made", null, null, null);
  }

  private static NewVisit visit(
      String consent, @Nullable String evidence, @Nullable String visitor) {
    return new NewVisit(
        List.of(event("https://EXAMPLE.org/a?utm_source=x&mail=ada@example.org#top")),
        consent,
        evidence,
        visitor,
        "f".repeat(32));
  }

  private static NewEvent event(String url) {
    return new NewEvent(
        null, "page.viewed", url, null, "A", "https://search.example/?q=secret", null);
  }

  private static Caller caller(String name) {
    return new Caller(UUID.randomUUID(), Caller.Kind.KEY, name, Set.of());
  }

  private static Identifier visitor(String key) {
    return new Identifier(Kind.VISITOR, key, Optional.empty(), false);
  }
}
