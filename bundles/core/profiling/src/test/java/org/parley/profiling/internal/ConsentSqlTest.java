// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.profiling.internal.World.browser;
import static org.parley.profiling.internal.World.email;
import static org.parley.profiling.internal.World.typed;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.Topics;
import org.parley.api.interactions.Collector.Browser;
import org.parley.api.interactions.NewVisit;
import org.parley.api.interactions.NewVisit.NewEvent;
import org.parley.api.profiles.Consent;
import org.parley.api.profiles.ConsentChanged;
import org.parley.api.profiles.ConsentGiven;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.profiles.NewConsent;
import org.parley.api.profiles.Profile;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "profiling")
class ConsentSqlTest {
  private static final String NEWSLETTER = "newsletter";

  private final World world;

  ConsentSqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void keepsAnswersWithTheirEvidence() {
    ConsentGiven given = world.answers(NEWSLETTER, true, email("ada@example.org"));
    world.read(given);
    UUID ada = world.one("email:ada@example.org").id();

    assertThat(world.consents.history(ada).answers())
        .containsExactly(
            new Consent(
                given.id(),
                NEWSLETTER,
                true,
                "consent",
                "Box ticked, wording 3",
                given.at(),
                true));
    assertThat(world.profiles.consents(ada, NEWSLETTER)).isTrue();
    assertThat(world.profiles.consents(ada, "sales-contact")).isFalse();
    assertThat(world.bus.data(ConsentChanged.class))
        .containsExactly(new ConsentChanged(ada, NEWSLETTER, true));
    assertThat(world.types(ada)).containsExactly("consent.given");
  }

  @TestTemplate
  void heedsTheLatestAnswerInWhateverOrderTheyArrive() {
    world.answers(NEWSLETTER, true, email("ada@example.org"));
    UUID ada = world.one("email:ada@example.org").id();
    ConsentGiven no = world.answers(NEWSLETTER, false, email("ada@example.org"));
    world.read(at(no, true, Duration.ofHours(-1)));
    assertThat(world.profiles.consents(ada, NEWSLETTER)).isFalse();

    world.read(at(no, true, Duration.ZERO));
    assertThat(world.profiles.consents(ada, NEWSLETTER)).isFalse();

    world.read(at(no, true, Duration.ofHours(1)));
    assertThat(world.types(ada)).contains("consent.given", "consent.withdrawn");
    assertThat(world.profiles.consents(ada, NEWSLETTER)).isTrue();
    assertThat(world.bus.data(ConsentChanged.class))
        .extracting(ConsentChanged::given)
        .containsExactly(true, false, true);
  }

  @TestTemplate
  void countsNoYesOfWhomeverTypesAnAddress() {
    world.does("form.confirmed", email("ada@example.org"));
    world.answers(NEWSLETTER, true, typed(Kind.EMAIL, "ada@example.org"));
    UUID ada = world.one("email:ada@example.org").id();

    assertThat(world.profiles.consents(ada, NEWSLETTER)).isFalse();
    assertThat(world.consents.history(ada).answers())
        .singleElement()
        .satisfies(answer -> assertThat(answer.counts()).isFalse());
    assertThat(world.profiles.findConsenting(NEWSLETTER, Optional.empty(), 10)).isEmpty();
  }

  @TestTemplate
  void heedsANoFromAnywhere() {
    world.answers(NEWSLETTER, true, email("ada@example.org"));
    world.answers(NEWSLETTER, false, browser("v1"), typed(Kind.EMAIL, "ada@example.org"));

    UUID ada = world.one("email:ada@example.org").id();
    assertThat(world.profiles.consents(ada, NEWSLETTER)).isFalse();
    assertThat(world.one("visitor:v1").id()).isNotEqualTo(ada);
  }

  @TestTemplate
  void letsTheNoOfEitherWinAMergeUntilAskedAgain() {
    world.answers(NEWSLETTER, false, email("old@example.org"));
    world.answers(NEWSLETTER, true, email("new@example.org"));
    UUID old = world.one("email:old@example.org").id();
    UUID young = world.one("email:new@example.org").id();
    world.bus.clear();
    world.desk.merge(young, old);

    assertThat(world.profiles.consents(young, NEWSLETTER)).isFalse();
    assertThat(world.bus.data(ConsentChanged.class))
        .containsExactly(new ConsentChanged(young, NEWSLETTER, false));
    world.answers(NEWSLETTER, true, email("old@example.org"));
    assertThat(world.profiles.consents(old, NEWSLETTER)).isTrue();
  }

  @TestTemplate
  void seesEveryAlteration() {
    String[] alterations = {
      "UPDATE profiling_answer SET given = TRUE WHERE nr = 2",
      "UPDATE profiling_answer SET evidence = 'Box ticked, wording 4' WHERE nr = 1",
      "UPDATE profiling_answer SET answered_at = answered_at + 1 WHERE nr = 1",
      "UPDATE profiling_answer SET counts = FALSE WHERE nr = 1",
      "DELETE FROM profiling_answer WHERE nr = 3",
      "DELETE FROM profiling_answer WHERE nr = 1",
      "UPDATE profiling_answer SET nr = 4 WHERE nr = 1"
    };
    int person = 0;
    for (String alteration : alterations) {
      String address = "p" + person++ + "@example.org";
      world.answers(NEWSLETTER, true, email(address));
      world.answers(NEWSLETTER, false, email(address));
      world.answers("sales-contact", true, email(address));
      UUID profile = world.one("email:" + address).id();
      assertThat(world.consents.history(profile).intact()).isTrue();

      String ofPerson = alteration + " AND home = :home";
      world.store.inTransaction(tx -> tx.sql(ofPerson).bind("home", profile).update());

      assertThat(world.consents.history(profile).intact()).as(alteration).isFalse();
    }
  }

  @TestTemplate
  void seesAChainMovedToSomebodyElse() {
    world.answers(NEWSLETTER, true, email("ada@example.org"));
    world.does("form.confirmed", email("bob@example.org"));
    UUID ada = world.one("email:ada@example.org").id();
    UUID bob = world.one("email:bob@example.org").id();
    world.store.inTransaction(
        tx -> {
          tx.sql("UPDATE profiling_answer SET home = :bob").bind("bob", bob).update();
          FindChain.End end = FindChain.in(tx, ada);
          return tx.sql(
                  "UPDATE profiling_profile SET answers = :n, answers_seal = :seal WHERE id = :bob")
              .bind("n", end.answers())
              .bind("seal", end.seal())
              .bind("bob", bob)
              .update();
        });

    assertThat(world.consents.history(bob).intact()).isFalse();
  }

  @TestTemplate
  void findsConsentingPeopleInPages() {
    for (int person = 0; person < 5; person++) {
      world.answers(NEWSLETTER, person != 2, email("p" + person + "@example.org"));
    }
    world.answers("remember", true, browser("v1"));

    List<Profile> first = world.profiles.findConsenting(NEWSLETTER, Optional.empty(), 3);
    List<Profile> rest =
        world.profiles.findConsenting(NEWSLETTER, Optional.of(first.get(2).id()), 3);
    assertThat(first).hasSize(3);
    assertThat(rest).hasSize(1);
    assertThat(List.of(first.get(0), first.get(1), first.get(2), rest.get(0)))
        .extracting(profile -> profile.email().orElseThrow())
        .containsExactlyInAnyOrder(
            "p0@example.org", "p1@example.org", "p3@example.org", "p4@example.org");
  }

  @TestTemplate
  void notesWhatAPersonReports() {
    world.does("form.confirmed", email("ada@example.org"));
    UUID ada = world.one("email:ada@example.org").id();
    world.consents.note(
        ada, new NewConsent("sales-contact", true, null, "Said so on the phone", null));

    assertThat(world.standing(ada)).containsEntry("sales-contact", true);
    assertThatThrownBy(
            () ->
                world.consents.note(
                    ada,
                    new NewConsent(
                        "sales-contact", true, null, "x", world.now().plusSeconds(3600))))
        .isInstanceOf(InvalidInput.class);
    assertThatThrownBy(() -> world.consents.history(Ids.next(world.now())))
        .isInstanceOf(NotFound.class);
  }

  @TestTemplate
  void keepsAnErasedVisitorsRepeatedAnswerAsFreshEvidence() {
    Set<UUID> seen = new HashSet<>();
    report(seen);
    report(seen);
    UUID before = world.one("visitor:browser-of-ada-1").id();
    assertThat(world.consents.history(before).answers()).hasSize(1);

    world.desk.erase(before);
    report(seen);

    UUID after = world.one("visitor:browser-of-ada-1").id();
    assertThat(after).isNotEqualTo(before);
    assertThat(world.consents.history(after).answers())
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer.evidence()).isEqualTo("Banner 3 accepted");
              assertThat(answer.at()).isEqualTo(world.now());
            });
  }

  /** A browser says what it says with each page; the bus hands each record over once. */
  private void report(Set<UUID> seen) {
    world.clock.advance(Duration.ofSeconds(1));
    NewEvent view =
        new NewEvent(null, "page.viewed", "https://example.org/", null, null, null, null);
    new Intake(world.bus, world.identities, world.clock)
        .track(
            new NewVisit(List.of(view), "key", "Banner 3 accepted", "browser-of-ada-1", null),
            new Browser(Optional.empty(), false));
    for (BusRecord record : List.copyOf(world.bus.records())) {
      if (record.topic().equals(Topics.INTERACTIONS) && seen.add(record.id())) {
        world.read(record.data());
      }
    }
  }

  private static ConsentGiven at(ConsentGiven model, boolean given, Duration later) {
    return new ConsentGiven(
        Ids.next(model.at()),
        model.identifiers(),
        model.purpose(),
        given,
        model.basis(),
        model.evidence(),
        model.at().plus(later));
  }
}
