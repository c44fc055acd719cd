// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.profiling.internal.World.browser;
import static org.parley.profiling.internal.World.crm;
import static org.parley.profiling.internal.World.email;
import static org.parley.profiling.internal.World.typed;
import static org.parley.profiling.internal.World.verified;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.PageRequest;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.ClickRecorded;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileDesk;
import org.parley.api.profiles.ProfileIdentified;
import org.parley.api.profiles.ProfileMerged;
import org.parley.api.profiles.Suggestion;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "profiling")
class RecognitionSqlTest {
  private final World world;

  RecognitionSqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void remembersABrowserAsAnonymousProfile() {
    Interaction seen = world.does("page.viewed", browser("v1"));
    world.does("page.viewed", browser("v1"));

    Profile profile = world.one("visitor:v1");
    assertThat(profile.state()).isEqualTo(Profile.State.ANONYMOUS);
    assertThat(world.types(profile.id())).containsExactly("page.viewed", "page.viewed");
    assertThat(world.bus.data(InteractionJoined.class))
        .hasSize(2)
        .first()
        .isEqualTo(new InteractionJoined(profile.id(), false, seen));
    assertThat(world.bus.data(ProfileIdentified.class)).isEmpty();
  }

  @TestTemplate
  void remembersNothingThatPointsAtNobody() {
    world.does("page.viewed");
    world.does("page.viewed", typed(Kind.EMAIL, "null"), typed(Kind.FINGERPRINT, "a".repeat(20)));

    assertThat(world.desk.list(ProfileDesk.Filter.ALL, PageRequest.first(10)).items()).isEmpty();
    assertThat(world.bus.records()).isEmpty();
  }

  @TestTemplate
  void identifiesTheBrowserOfAConfirmedMail() {
    world.does("page.viewed", browser("v1"));
    world.does("form.submitted", browser("v1"), typed(Kind.EMAIL, "Ada@Example.org "));
    Profile before = world.one("visitor:v1");
    world.does("form.confirmed", browser("v1"), email("ada@example.org"));

    Profile after = world.one("email:ADA@example.org");
    assertThat(before.state()).isEqualTo(Profile.State.ANONYMOUS);
    assertThat(before.email()).contains("ada@example.org");
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.state()).isEqualTo(Profile.State.IDENTIFIED);
    assertThat(world.bus.data(ProfileIdentified.class))
        .singleElement()
        .satisfies(said -> assertThat(said.identifiers()).contains(email("ada@example.org")));
    assertThat(world.types(after.id()))
        .containsExactly("form.confirmed", "form.submitted", "page.viewed");
  }

  @TestTemplate
  void joinsTheTypedMailWhenItIsConfirmedElsewhere() {
    world.does("form.submitted", browser("laptop"), typed(Kind.EMAIL, "ada@example.org"));
    world.does("page.viewed", browser("phone"));
    world.does("form.confirmed", browser("phone"), email("ada@example.org"));

    assertThat(world.one("visitor:laptop")).isEqualTo(world.one("visitor:phone"));
    assertThat(world.bus.data(ProfileMerged.class)).hasSize(1);
  }

  @TestTemplate
  void mergesWhatVerifiedIdentifiersShowToBeOne() {
    world.does("purchase.made", email("ada@example.org"), browser("v1"));
    world.does("crm.linked", crm("0031"), browser("v2"));
    UUID elder = world.one("email:ada@example.org").id();
    UUID younger = world.one("crm:0031").id();
    world.does("crm.linked", email("ada@example.org"), crm("0031"));

    Profile merged = world.one("crm:0031");
    assertThat(merged.id()).isEqualTo(elder);
    assertThat(merged.mergedFrom()).containsExactly(younger);
    assertThat(merged.identifiers()).hasSize(4);
    assertThat(world.profiles.find(younger)).contains(merged);
    assertThat(world.bus.data(ProfileMerged.class))
        .singleElement()
        .satisfies(said -> assertThat(said.profile()).isEqualTo(elder));
    assertThat(world.types(elder))
        .contains("purchase.made", "profile.merged")
        .filteredOn("crm.linked"::equals)
        .hasSize(2);
  }

  @TestTemplate
  void keepsTwoPeopleOfOneBrowserApart() {
    world.does("form.confirmed", browser("family"), email("ada@example.org"));
    world.does("form.confirmed", browser("family"), email("bob@example.org"));
    world.does("page.viewed", browser("family"));

    UUID ada = world.one("email:ada@example.org").id();
    UUID bob = world.one("email:bob@example.org").id();
    assertThat(ada).isNotEqualTo(bob);
    assertThat(world.types(ada)).containsExactly("form.confirmed");
    assertThat(world.types(bob)).containsExactly("form.confirmed");
    assertThat(world.profiles.findByIdentifier(browser("family"))).isEmpty();
    assertThat(suggestions()).extracting(Suggestion::reason).containsExactly(Rules.SAME_BROWSER);
  }

  @TestTemplate
  void recognisesTheBrowserAgainOnceItsPeopleAreOne() {
    world.does("form.confirmed", browser("own"), email("ada@work.example"));
    world.does("form.confirmed", browser("own"), email("ada@home.example"));
    world.desk.accept(suggestions().get(0).id());
    world.does("page.viewed", browser("own"));

    Profile ada = world.one("email:ada@home.example");
    assertThat(ada).isEqualTo(world.one("email:ada@work.example"));
    assertThat(world.types(ada.id())).contains("page.viewed");
    assertThat(suggestions()).isEmpty();
  }

  @TestTemplate
  void doesNotHandABrowserToWhoeverTypesAnAddress() {
    world.does("form.confirmed", browser("hers"), email("ada@example.org"));
    world.does("form.submitted", browser("his"), typed(Kind.EMAIL, "ada@example.org"));

    Profile his = world.one("visitor:his");
    assertThat(his.state()).isEqualTo(Profile.State.ANONYMOUS);
    assertThat(his.identifiers()).containsExactly(browser("his"));
    assertThat(world.one("visitor:hers").id()).isNotEqualTo(his.id());
    assertThat(suggestions()).extracting(Suggestion::reason).containsExactly(Rules.TYPED);
  }

  @TestTemplate
  void findsButDoesNotRewriteWhoeverIsTyped() {
    world.does("form.confirmed", Map.of("profile.name", "Ada"), email("ada@example.org"));
    world.does(
        "form.submitted", Map.of("profile.name", "Mallory"), typed(Kind.EMAIL, "ada@example.org"));

    Profile ada = world.one("email:ada@example.org");
    assertThat(ada.attributes()).isEqualTo(Map.of("name", "Ada"));
    assertThat(world.types(ada.id())).containsExactly("form.submitted", "form.confirmed");
  }

  @TestTemplate
  void takesAnAddressFromWhoOnlyTypedIt() {
    world.does("form.confirmed", browser("his"), email("bob@example.org"));
    world.does("form.submitted", typed(Kind.PHONE, "+44 20 7946 0018"), email("bob@example.org"));
    boolean his = world.one("email:bob@example.org").identifiers().size() == 3;
    world.does("call.answered", verified(Kind.PHONE, "+442079460018"), email("ada@example.org"));

    Profile ada = world.one("email:ada@example.org");
    assertThat(ada.identifiers()).contains(verified(Kind.PHONE, "+442079460018"));
    assertThat(his).isTrue();
    assertThat(world.one("phone:+442079460018")).isEqualTo(ada);
    assertThat(world.one("email:bob@example.org").identifiers())
        .containsExactly(email("bob@example.org"), verified(Kind.VISITOR, "his"));
  }

  @TestTemplate
  void neverJoinsPeopleThroughASharedMailbox() {
    world.does("form.confirmed", browser("v1"), email("info@acme.example"));
    world.does("form.confirmed", browser("v2"), email("info@acme.example"));
    world.does("mail.opened", email("info@acme.example"));

    List<Profile> found = world.desk.findAll("email:info@acme.example");
    assertThat(found).hasSize(2).extracting(Profile::state).containsOnly(Profile.State.IDENTIFIED);
    assertThat(world.types(found.get(0).id())).containsExactly("mail.opened", "form.confirmed");
    assertThat(found.get(1).email()).contains("info@acme.example");
    assertThat(suggestions()).isEmpty();
  }

  @TestTemplate
  void stopsARecordThatManyPeopleShare() {
    for (int person = 0; person < 20; person++) {
      world.does("crm.linked", crm("1"), email("person" + person + "@example.org"));
    }

    Profile crowd = world.one("crm:1");
    Profile eleventh = world.one("email:person11@example.org");
    assertThat(crowd.identifiers()).hasSize(1 + Cluster.MOST_OF_A_SORT);
    assertThat(eleventh.id()).isNotEqualTo(crowd.id());
    assertThat(eleventh.identifiers()).containsExactly(email("person11@example.org"));
  }

  @TestTemplate
  void takesARepeatedInteractionOnce() {
    Interaction once = world.does("page.viewed", browser("v1"));
    world.read(once);

    assertThat(world.types(world.one("visitor:v1").id())).hasSize(1);
    assertThat(world.bus.data(InteractionJoined.class)).hasSize(1);
  }

  @TestTemplate
  void suggestsFewThatLookAlikeAndNoneOfMany() {
    String print = "f".repeat(32);
    for (int person = 0; person < 6; person++) {
      world.does("page.viewed", browser("v" + person), typed(Kind.FINGERPRINT, print));
    }

    assertThat(suggestions()).hasSize(1 + 2 + 3);
    assertThat(world.desk.list(ProfileDesk.Filter.ALL, PageRequest.first(10)).items()).hasSize(6);
  }

  @TestTemplate
  void takesTheFirstNewBrowserOfAPersonalLinkForTheRecipients() {
    world.does("form.confirmed", email("ada@example.org"));
    UUID ada = world.one("email:ada@example.org").id();
    UUID link = Ids.next(world.now());
    follows(link, ada, Optional.of("hers"));
    follows(link, ada, Optional.of("forwarded"));

    assertThat(world.one("visitor:hers").id()).isEqualTo(ada);
    assertThat(world.one("visitor:hers").identifiers()).contains(browser("hers"));
    assertThat(world.one("visitor:forwarded").id()).isNotEqualTo(ada);
    assertThat(suggestions()).extracting(Suggestion::reason).containsExactly(Rules.PERSONAL_LINK);
  }

  @TestTemplate
  void leavesAPersonalLinkFollowedByAnotherKnownPersonAlone() {
    world.does("form.confirmed", email("ada@example.org"));
    world.does("form.confirmed", email("bob@example.org"), browser("his"));
    follows(Ids.next(world.now()), world.one("email:ada@example.org").id(), Optional.of("his"));

    assertThat(world.types(world.one("email:bob@example.org").id())).contains("click.recorded");
    assertThat(suggestions()).isEmpty();
  }

  @TestTemplate
  void remembersKeylessClicksOfThoseOnlyWhoAgreed() {
    world.does("form.confirmed", email("ada@example.org"));
    UUID ada = world.one("email:ada@example.org").id();
    UUID link = Ids.next(world.now());
    follows(link, ada, Optional.empty());
    world.answers("remember", true, email("ada@example.org"));
    follows(link, ada, Optional.empty());

    assertThat(world.types(ada)).filteredOn("click.recorded"::equals).hasSize(1);
    assertThat(world.entries(ada).get(0).data()).containsEntry("link", link.toString());
  }

  @TestTemplate
  void forgetsTheBrowserOfWhoWithdrewFromBeingRemembered() {
    world.does("page.viewed", browser("v1"));
    world.answers("remember", false, browser("v1"));
    world.does("page.viewed", browser("v1"));
    world.does("page.viewed", browser("v1"), browser("v2"));
    UUID profile = world.one("visitor:v1").id();
    List<String> meanwhile = world.types(profile);
    world.answers("remember", true, browser("v1"));
    world.does("page.viewed", browser("v1"));

    assertThat(meanwhile).containsExactly("consent.withdrawn", "page.viewed");
    assertThat(world.desk.findAll("visitor:v2")).isEmpty();
    assertThat(world.types(profile)).startsWith("page.viewed", "consent.given");
  }

  private void follows(UUID link, UUID recipient, Optional<String> key) {
    Origin personal =
        new Origin(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(recipient));
    world.clock.advance(Duration.ofSeconds(1));
    world.read(
        new ClickRecorded(
            Ids.next(world.now()),
            link,
            world.now(),
            personal,
            "Firefox",
            Optional.empty(),
            key,
            "daily",
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private List<Suggestion> suggestions() {
    return world.desk.suggestions(PageRequest.first(50)).items();
  }
}
