// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.profiling.internal.World.browser;
import static org.parley.profiling.internal.World.email;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.profiles.ConsentChanged;
import org.parley.api.profiles.Preferences;
import org.parley.api.profiles.Preferences.Choice;
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
    assertThat(world.page.export(token(ada))).contains("ada@home.example");
    world.page.erase(token(ada));
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

  private String token(UUID profile) {
    String path = world.page.addressFor(profile).getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
