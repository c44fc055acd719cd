// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.security.internal.Office.BOSS;
import static org.parley.security.internal.Office.GOOD;
import static org.parley.security.internal.Office.user;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.Secret;
import org.parley.api.security.ActionTaken;
import org.parley.api.security.Role;
import org.parley.api.security.User;
import org.parley.api.security.UserInput;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "security")
class UserDirectorySqlTest {
  private Office office;

  @BeforeEach
  void open(Store store) {
    office = new Office(store);
  }

  @TestTemplate
  void createsFindsAndListsByName() {
    User zoe = office.users.create(user("Zoe", Role.SALES), GOOD, BOSS);
    User ada = office.users.create(user("ada", Role.MARKETER, Role.SALES), GOOD, BOSS);

    assertThat(office.users.find(ada.id())).contains(ada);
    var first = office.users.list(PageRequest.first(1));
    assertThat(first.items()).containsExactly(ada);
    assertThat(office.users.list(new PageRequest(1, first.next())).items()).containsExactly(zoe);
    assertThat(office.bus.data(ActionTaken.class))
        .extracting(ActionTaken::action)
        .containsExactly("user.created", "user.created");
  }

  @TestTemplate
  void refusesATakenNameInAnyCase() {
    office.users.create(user("ada", Role.SALES), GOOD, BOSS);

    assertThatThrownBy(() -> office.users.create(user("ADA", Role.SALES), GOOD, BOSS))
        .isInstanceOf(Conflict.class)
        .hasMessage("User name 'ADA' is taken");
    User bob = office.users.create(user("bob", Role.SALES), GOOD, BOSS);
    assertThatThrownBy(() -> office.users.change(bob.id(), 1, user("Ada", Role.SALES), BOSS))
        .isInstanceOf(Conflict.class);
  }

  @TestTemplate
  void namesEveryBadField() {
    var input = new UserInput("a b", "", Set.of(), null, null);

    assertThatThrownBy(() -> office.users.create(input, GOOD, BOSS))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            e ->
                assertThat(e.violations())
                    .extracting("path")
                    .containsExactlyInAnyOrder("name", "fullName", "roles"));
  }

  @TestTemplate
  void refusesWeakPasswords() {
    for (String weak : List.of("short", "aaaaaaaaaaaaaaa", "xxADAxx-horse", "y".repeat(300))) {
      assertThatThrownBy(() -> office.users.create(user("ada", Role.SALES), new Secret(weak), BOSS))
          .as(weak)
          .isInstanceOf(InvalidInput.class);
    }
    assertThat(office.users.list(PageRequest.first(10)).items()).isEmpty();
  }

  @TestTemplate
  void changesOnlyThePresentVersion() {
    User ada = office.users.create(user("ada", Role.SALES), GOOD, BOSS);
    User changed = office.users.change(ada.id(), 1, user("ada", Role.MARKETER), BOSS);

    assertThat(changed.version()).isEqualTo(2);
    assertThat(changed.roles()).containsExactly(Role.MARKETER);
    assertThatThrownBy(() -> office.users.change(ada.id(), 1, user("ada", Role.SALES), BOSS))
        .isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> office.users.change(UUID.randomUUID(), 1, user("x", Role.SALES), BOSS))
        .isInstanceOf(NotFound.class);
  }

  @TestTemplate
  void keepsTheLastAdministrator() {
    User ada = office.users.create(user("ada", Role.ADMINISTRATOR), GOOD, BOSS);

    assertThatThrownBy(() -> office.users.change(ada.id(), 1, user("ada", Role.SALES), BOSS))
        .isInstanceOf(Conflict.class)
        .hasMessage("User 'ada' is the last administrator");
    office.users.create(user("bob", Role.ADMINISTRATOR), GOOD, BOSS);
    assertThat(office.users.change(ada.id(), 1, user("ada", Role.SALES), BOSS).roles())
        .containsExactly(Role.SALES);
  }

  @TestTemplate
  void disablingAndANewPasswordEndSessions() {
    office.users.create(user("boss", Role.ADMINISTRATOR), GOOD, BOSS);
    User ada = office.users.create(user("ada", Role.SALES), GOOD, BOSS);
    var first = office.signIn.signIn("ada", GOOD, "10.0.0.1");

    User renewed =
        office.users.setPassword(ada.id(), ada.version(), new Secret("another long text"), BOSS);
    assertThat(office.signIn.find(first.token())).isEmpty();

    var second = office.signIn.signIn("ada", new Secret("another long text"), "10.0.0.1");
    var disabled = new UserInput("ada", null, Set.of(Role.SALES), null, true);
    office.users.change(ada.id(), renewed.version(), disabled, BOSS);
    assertThat(office.signIn.find(second.token())).isEmpty();
  }

  @TestTemplate
  void givesAnotherPasswordOnlyToTheUserWhoWasSeen() {
    User ada = office.users.create(user("ada", Role.SALES), GOOD, BOSS);
    Secret another = new Secret("another long text");
    office.users.setPassword(ada.id(), ada.version(), another, BOSS);

    assertThatThrownBy(() -> office.users.setPassword(ada.id(), ada.version(), GOOD, BOSS))
        .isInstanceOf(Conflict.class)
        .hasMessage("User 'ada' has changed since it was read");
    assertThat(office.signIn.signIn("ada", another, "10.0.0.1").caller().id()).isEqualTo(ada.id());
  }

  @TestTemplate
  void keepsTeamsThatHaveMembers() {
    var team = office.teams.create("Reach", BOSS);
    var input = new UserInput("ada", null, Set.of(Role.SALES), team.id(), null);
    User ada = office.users.create(input, GOOD, BOSS);

    assertThat(ada.team()).contains(team.id());
    assertThatThrownBy(() -> office.teams.create("REACH", BOSS)).isInstanceOf(Conflict.class);
    assertThatThrownBy(() -> office.teams.remove(team.id(), BOSS)).isInstanceOf(Conflict.class);
    office.users.change(ada.id(), 1, user("ada", Role.SALES), BOSS);
    office.teams.remove(team.id(), BOSS);
    assertThat(office.teams.list()).isEmpty();
    assertThatThrownBy(() -> office.users.change(ada.id(), 2, input, BOSS))
        .isInstanceOf(InvalidInput.class);
  }
}
