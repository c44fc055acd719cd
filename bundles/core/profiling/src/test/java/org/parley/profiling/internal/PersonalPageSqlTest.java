// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.profiling.internal.World.browser;
import static org.parley.profiling.internal.World.email;
import static org.parley.profiling.internal.World.typed;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.mail.MailRequested;
import org.parley.api.profiles.ConsentChanged;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.profiles.Preferences;
import org.parley.api.profiles.Preferences.Choice;
import org.parley.api.profiles.Preferences.Proof;
import org.parley.api.profiles.Profile;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "profiling")
class PersonalPageSqlTest {
  private final World world;

  PersonalPageSqlTest(Store store) {
    this.world = new World(store);
  }

  @TestTemplate
  void showsWhatStandsAndHidesTheRest() {
    String token = token(ada());
    world.answers("sales-contact", true, email("ada@example.org"));
    Preferences.Sheet sheet = world.page.find(token).orElseThrow();

    assertThat(sheet.address()).contains("a…@example.org");
    assertThat(sheet.purposes())
        .containsExactly(
            new Choice("newsletter", Optional.empty()),
            new Choice("remember", Optional.empty()),
            new Choice("sales-contact", Optional.of(true)));
  }

  @TestTemplate
  void notesWhatChangesAndNothingElse() {
    UUID ada = ada();
    world.answers("newsletter", true, email("ada@example.org"));
    world.bus.clear();
    world.page.change(
        token(ada), Map.of("newsletter", false, "remember", false), "Preference page");

    assertThat(world.bus.data(ConsentChanged.class))
        .containsExactly(new ConsentChanged(ada, "newsletter", false));
    assertThat(world.consents.history(ada).answers()).hasSize(2);
    assertThatThrownBy(() -> world.page.change(token(ada), Map.of("x", true), "Preference page"))
        .isInstanceOf(InvalidInput.class);
  }

  @TestTemplate
  void withdrawsAtOneCallWhateverWasAsked() {
    UUID ada = ada();
    world.page.withdraw(token(ada), "digest", "One-click unsubscribe");

    assertThat(world.standing(ada)).containsEntry("digest", false);
    assertThatThrownBy(() -> world.page.withdraw(token(ada), "No purpose", "x"))
        .isInstanceOf(InvalidInput.class);
  }

  @TestTemplate
  void withdrawsForAllWhoShareTheAddress() {
    world.answers("newsletter", true, email("info@example.org"), browser("browser-of-ada-1"));
    world.answers("newsletter", true, email("info@example.org"), browser("browser-of-bob-1"));
    List<UUID> sharing =
        world.desk.findAll("email:info@example.org").stream().map(Profile::id).toList();
    assertThat(sharing).hasSize(2);

    world.page.withdraw(token(sharing.get(0)), "newsletter", "One-click unsubscribe");

    assertThat(world.standing(sharing.get(0))).containsEntry("newsletter", false);
    assertThat(world.standing(sharing.get(1))).containsEntry("newsletter", false);
  }

  @TestTemplate
  void saysNoForAllWhoShareTheAddressAndYesForOne() {
    world.answers("newsletter", true, email("info@example.org"), browser("browser-of-ada-1"));
    world.answers("newsletter", true, email("info@example.org"), browser("browser-of-bob-1"));
    List<UUID> sharing =
        world.desk.findAll("email:info@example.org").stream().map(Profile::id).toList();

    world.page.change(token(sharing.get(1)), Map.of("newsletter", false), "Preference page");
    world.clock.advance(Duration.ofSeconds(1));
    world.page.change(token(sharing.get(1)), Map.of("newsletter", true), "Preference page");

    assertThat(world.standing(sharing.get(0))).containsEntry("newsletter", false);
    assertThat(world.standing(sharing.get(1))).containsEntry("newsletter", true);
  }

  @TestTemplate
  void followsAPersonThroughMerges() {
    UUID ada = ada();
    world.does("form.confirmed", email("ada@home.example"));
    UUID home = world.one("email:ada@home.example").id();
    world.desk.merge(home, ada);

    assertThat(world.page.find(token(ada)).orElseThrow().profile()).isEqualTo(home);
    assertThat(world.page.export(fresh(ada))).contains("ada@home.example");
    world.page.erase(fresh(ada));
    assertThat(world.page.find(token(home))).isEmpty();
  }

  @TestTemplate
  void letsNobodyInWithoutAToken() {
    String token = token(ada());
    String flipped = (token.charAt(0) == 'A' ? "B" : "A") + token.substring(1);

    for (String wrong : new String[] {"", "x", flipped, token + "A", token + "=", "%%%"}) {
      assertThat(world.page.find(wrong)).as(wrong).isEmpty();
      assertThatThrownBy(() -> world.page.erase(wrong)).isInstanceOf(NotFound.class);
    }
  }

  @TestTemplate
  void handsOutAndErasesOnlyByAFreshLinkFromTheOwnMailbox() {
    UUID ada = ada();
    String old = token(ada);
    assertThatThrownBy(() -> world.page.export(old)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.page.erase(old)).isInstanceOf(NotFound.class);

    assertThat(world.page.confirm(old, Locale.GERMAN)).contains("a…@example.org");

    MailRequested mail = world.bus.data(MailRequested.class).get(0);
    assertThat(mail.address()).isEqualTo("ada@example.org");
    assertThat(mail.subject()).isEqualTo("Ihre Daten");
    String fresh = mailed(mail);
    assertThat(world.page.find(fresh).orElseThrow().proof()).isEqualTo(Proof.FRESH);
    assertThat(world.page.export(fresh)).contains("ada@example.org");

    world.clock.advance(Preferences.FRESH);

    assertThat(world.page.find(fresh).orElseThrow().proof()).isEqualTo(Proof.EXPIRED);
    assertThatThrownBy(() -> world.page.export(fresh)).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> world.page.erase(fresh)).isInstanceOf(NotFound.class);
  }

  @TestTemplate
  void letsPeopleOptByTheLinkOfAnyMailHoweverOld() {
    UUID ada = ada();
    String old = token(ada);
    world.clock.advance(Duration.ofDays(3650));

    world.page.withdraw(old, "newsletter", "One-click unsubscribe");

    assertThat(world.page.find(old).orElseThrow().proof()).isEqualTo(Proof.LINK);
    assertThat(world.standing(ada)).containsEntry("newsletter", false);
  }

  @TestTemplate
  void doesNotFillAMailbox() {
    String old = token(ada());
    world.page.confirm(old, Locale.ENGLISH);
    world.page.confirm(old, Locale.ENGLISH);
    assertThat(world.bus.data(MailRequested.class)).hasSize(1);

    world.clock.advance(Duration.ofMinutes(5));
    world.page.confirm(old, Locale.ENGLISH);

    assertThat(world.bus.data(MailRequested.class)).hasSize(2);
  }

  @TestTemplate
  void mailsNobodyWhoseAddressWasMerelyTyped() {
    world.does("page.viewed", browser("browser-of-bob-1"), typed(Kind.EMAIL, "bob@example.org"));
    UUID bob = world.one("visitor:browser-of-bob-1").id();

    assertThat(world.page.confirm(token(bob), Locale.ENGLISH)).isEmpty();
    assertThat(world.bus.data(MailRequested.class)).isEmpty();
  }

  @TestTemplate
  void namesThePurposeToWithdrawInTheAddress() {
    UUID ada = ada();
    URI address = world.page.unsubscribeAddressFor(ada, "newsletter");

    assertThat(address)
        .hasScheme("https")
        .hasHost("dialogue.example.org")
        .hasPath("/p/" + token(ada))
        .hasQuery("unsubscribe=newsletter");
  }

  private UUID ada() {
    world.does("form.confirmed", email("ada@example.org"));
    return world.one("email:ada@example.org").id();
  }

  private String fresh(UUID profile) {
    return new Tokens(world.seal).mint(profile, world.now().plus(Preferences.FRESH));
  }

  private static String mailed(MailRequested mail) {
    Matcher page = Pattern.compile("https://dialogue.example.org/p/([\\w-]+)").matcher(mail.text());
    assertThat(page.find()).as(mail.text()).isTrue();
    return page.group(1);
  }

  private String token(UUID profile) {
    String path = world.page.addressFor(profile).getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
