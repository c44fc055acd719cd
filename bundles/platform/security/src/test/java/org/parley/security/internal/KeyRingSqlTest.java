// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.security.internal.Office.BOSS;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.Secret;
import org.parley.api.security.ApiKeyInput;
import org.parley.api.security.Keys.Minted;
import org.parley.api.security.Role;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "security")
class KeyRingSqlTest {
  private Office office;

  @BeforeEach
  void open(Store store) {
    office = new Office(store);
  }

  @TestTemplate
  void knowsAKeyByItsTextAndKeepsOnlyItsHash(Store store) {
    Minted minted = mint(null);

    var caller = office.keys.authenticate(minted.secret()).orElseThrow();
    assertThat(caller.id()).isEqualTo(minted.key().id());
    assertThat(caller.roles()).containsExactly(Role.INTEGRATOR);
    assertThat(office.keys.authenticate(new Secret(minted.secret().reveal() + "x"))).isEmpty();
    String kept =
        store
            .read(tx -> tx.sql("SELECT hash FROM security_key").first(r -> r.text("hash")))
            .orElseThrow();
    assertThat(kept).hasSize(64).doesNotContain(minted.secret().reveal());
    assertThat(office.keys.list(PageRequest.first(5)).items()).containsExactly(minted.key());
  }

  @TestTemplate
  void refusesARevokedKeyAtOnce() {
    Minted minted = mint(null);
    assertThat(office.keys.authenticate(minted.secret())).isPresent();

    office.keys.revoke(minted.key().id(), BOSS);

    assertThat(office.keys.authenticate(minted.secret())).isEmpty();
    assertThat(office.keys.list(PageRequest.first(5)).items().get(0).revokedAt()).isPresent();
    assertThatThrownBy(() -> office.keys.revoke(UUID.randomUUID(), BOSS))
        .isInstanceOf(NotFound.class);
  }

  @TestTemplate
  void noticesWithinAMomentWhatAnotherHubRevoked() {
    Minted minted = mint(null);
    assertThat(office.keys.authenticate(minted.secret())).isPresent();

    new Office(office.store).keys.revoke(minted.key().id(), BOSS);
    office.clock.advance(Duration.ofSeconds(6));

    assertThat(office.keys.authenticate(minted.secret())).isEmpty();
  }

  @TestTemplate
  void refusesAnExpiredKey() {
    Minted minted = mint(Duration.ofSeconds(3));
    assertThat(office.keys.authenticate(minted.secret())).isPresent();

    office.clock.advance(Duration.ofSeconds(3));

    assertThat(office.keys.authenticate(minted.secret())).isEmpty();
    assertThatThrownBy(() -> mint(Duration.ZERO)).isInstanceOf(InvalidInput.class);
  }

  private Minted mint(@org.jspecify.annotations.Nullable Duration life) {
    var expires = life == null ? null : office.clock.instant().plus(life);
    return office.keys.mint(new ApiKeyInput("crm", Set.of(Role.INTEGRATOR), expires), BOSS);
  }
}
