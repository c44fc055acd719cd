// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.Profiles;

class LeaveTest {
  private final Leave leave = new Leave();
  private final UUID ada = UUID.randomUUID();

  @Test
  void asksWhetherConsentStillStands() {
    leave.askOf(new Newsletter());

    assertThat(objection(Optional.of("newsletter"))).isEmpty();
    assertThat(objection(Optional.of("digest")))
        .contains("Consent for 'digest' does not stand any more");
  }

  @Test
  void asksNobodyForAMailThatNeedsNoConsent() {
    assertThat(objection(Optional.empty())).isEmpty();
  }

  @Test
  void waitsWhileNobodyCanSay() {
    Newsletter gone = new Newsletter();
    leave.askOf(gone);
    leave.askNoMore(gone);

    assertThatThrownBy(() -> objection(Optional.of("newsletter")))
        .isInstanceOfSatisfying(
            ParleyException.class, waits -> assertThat(waits.fault()).isEqualTo(Fault.REMOTE));
  }

  private Optional<String> objection(Optional<String> purpose) {
    return leave.objection(purpose, Optional.of(ada));
  }

  /** Everybody agrees to the newsletter and to nothing else. */
  private static final class Newsletter implements Profiles {
    @Override
    public Optional<Profile> find(UUID id) {
      return Optional.empty();
    }

    @Override
    public Optional<Profile> findByIdentifier(Identifier identifier) {
      return Optional.empty();
    }

    @Override
    public List<Profile> findConsenting(String purpose, Optional<UUID> after, int limit) {
      return List.of();
    }

    @Override
    public boolean consents(UUID profile, String purpose) {
      return purpose.equals("newsletter");
    }
  }
}
