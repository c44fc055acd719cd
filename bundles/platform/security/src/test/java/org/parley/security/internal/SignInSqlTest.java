// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.security.internal.Office.BOSS;
import static org.parley.security.internal.Office.GOOD;
import static org.parley.security.internal.Office.user;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.security.Role;
import org.parley.api.security.UserInput;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "security")
class SignInSqlTest {
  private static final Secret WRONG = new Secret("not the password");

  private Office office;

  @BeforeEach
  void open(Store store) {
    office = new Office(store);
    office.users.create(user("Ada", Role.MARKETER), GOOD, BOSS);
  }

  @TestTemplate
  void opensFindsAndEndsASession() {
    var session = office.signIn.signIn("ada", GOOD, "10.0.0.1");

    assertThat(office.signIn.find(session.token())).contains(session);
    assertThat(session.caller().roles()).containsExactly(Role.MARKETER);
    office.signIn.signOut(session.token());
    assertThat(office.signIn.find(session.token())).isEmpty();
    assertThat(office.signIn.find(new Secret("nonsense"))).isEmpty();
  }

  @TestTemplate
  void endsAnIdleSessionAndProlongsOneInUse() {
    var session = office.signIn.signIn("ada", GOOD, "10.0.0.1");
    for (int i = 0; i < 3; i++) {
      office.clock.advance(Duration.ofHours(7));
      assertThat(office.signIn.find(session.token())).isPresent();
    }
    office.clock.advance(Duration.ofHours(8));

    assertThat(office.signIn.find(session.token())).isEmpty();
  }

  @TestTemplate
  void endsASessionAfterAWeekInAnyCase() {
    var session = office.signIn.signIn("ada", GOOD, "10.0.0.1");
    for (int i = 0; i < 27; i++) {
      office.clock.advance(Duration.ofHours(6));
      office.signIn.find(session.token());
    }
    assertThat(office.signIn.find(session.token())).isPresent();

    office.clock.advance(Duration.ofHours(6));

    assertThat(office.signIn.find(session.token())).isEmpty();
  }

  @TestTemplate
  void doesNotTellWhatWasWrong() {
    String wrongPassword = refusal("ada", WRONG);
    String wrongName = refusal("nobody", GOOD);

    assertThat(wrongPassword).isEqualTo(wrongName);
  }

  @TestTemplate
  void refusesADisabledUser() {
    var bob = office.users.create(user("bob", Role.SALES), GOOD, BOSS);
    office.users.change(
        bob.id(), 1, new UserInput("bob", null, Set.of(Role.SALES), null, true), BOSS);

    assertThat(refusal("bob", GOOD)).isEqualTo("Name or password is wrong");
  }

  @TestTemplate
  void locksAfterFiveGuessesAlsoForTheRightPassword() {
    for (int i = 0; i < 5; i++) {
      refusal("ada", WRONG);
    }

    assertThatThrownBy(() -> office.signIn.signIn("ada", GOOD, "10.0.0.1"))
        .isInstanceOfSatisfying(
            Busy.class, e -> assertThat(e.comeBackAfter()).isEqualTo(Duration.ofSeconds(30)));
    assertThat(office.signIn.signIn("ada", GOOD, "10.0.0.2")).isNotNull();
    office.clock.advance(Duration.ofSeconds(31));
    assertThat(office.signIn.signIn("ada", GOOD, "10.0.0.1")).isNotNull();
  }

  @TestTemplate
  void locksLongerEachTime() {
    for (int i = 0; i < 5; i++) {
      refusal("ada", WRONG);
    }
    office.clock.advance(Duration.ofSeconds(31));
    refusal("ada", WRONG);

    assertThatThrownBy(() -> office.signIn.signIn("ada", GOOD, "10.0.0.1"))
        .isInstanceOfSatisfying(
            Busy.class, e -> assertThat(e.comeBackAfter()).isEqualTo(Duration.ofSeconds(60)));
  }

  @TestTemplate
  void locksAnAddressThatTriesManyNames() {
    for (int i = 0; i < 20; i++) {
      refusal("name" + i, WRONG);
    }

    assertThatThrownBy(() -> office.signIn.signIn("ada", GOOD, "10.0.0.1"))
        .isInstanceOf(Busy.class);
  }

  @TestTemplate
  void forgetsMistypingOnceThePasswordWasRight() {
    for (int round = 0; round < 4; round++) {
      for (int i = 0; i < 4; i++) {
        refusal("ada", WRONG);
      }
      assertThat(office.signIn.signIn("ada", GOOD, "10.0.0.1")).isNotNull();
    }
  }

  private String refusal(String name, Secret password) {
    try {
      office.signIn.signIn(name, password, "10.0.0.1");
    } catch (ParleyException e) {
      assertThat(e.fault()).isEqualTo(Fault.CREDENTIALS);
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("'" + name + "' was let in");
  }
}
