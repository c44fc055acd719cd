// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.api.connectors.Repeat;
import org.parley.connectors.internal.Attempt.State;
import org.parley.connectors.internal.Repetition.Step;

class RepetitionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
  private static final UUID RECORD = new UUID(1, 1);
  private static final UUID OTHER = new UUID(2, 2);
  private final Repetition keyed = new Repetition(Repeat.keyed(Duration.ofHours(1)), false, false);
  private final Repetition readBack =
      new Repetition(Repeat.readBack(Duration.ofSeconds(30)), true, false);
  private final Repetition unsafe = new Repetition(Repeat.unsafe(), false, false);

  @Test
  void triesWhatIsNewAndWhatIsKnownNotToBeThere() {
    assertThat(unsafe.decide(Optional.empty(), RECORD, false, NOW)).isEqualTo(Step.TRY);
    assertThat(decide(unsafe, State.OPEN, 1, false)).isEqualTo(Step.TRY);
  }

  @Test
  void leavesWhatIsDeliveredAloneEvenWhenReplayed() {
    assertThat(decide(keyed, State.DELIVERED, 1, true)).isEqualTo(Step.NOTHING);
  }

  @Test
  void triesARejectedOneOnlyWhenItIsAskedForAgain() {
    assertThat(decide(keyed, State.REJECTED, 1, false)).isEqualTo(Step.NOTHING);
    assertThat(decide(keyed, State.REJECTED, 1, true)).isEqualTo(Step.TRY);
    assertThat(keyed.decide(Optional.of(attempt(State.REJECTED, 1)), OTHER, false, NOW))
        .isEqualTo(Step.TRY);
  }

  @Test
  void repeatsWithAKeyAsLongAsTheSystemRemembersIt() {
    assertThat(decide(keyed, State.TRYING, 3599, false)).isEqualTo(Step.TRY);
    assertThat(decide(keyed, State.TRYING, 3600, false)).isEqualTo(Step.ASK_PERSON);
  }

  @Test
  void readsBackOnceTheSystemHasSettled() {
    assertThat(decide(readBack, State.TRYING, 29, false)).isEqualTo(Step.WAIT);
    assertThat(decide(readBack, State.TRYING, 30, false)).isEqualTo(Step.READ_BACK);
    assertThat(readBack.settling(attempt(State.TRYING, 29), NOW)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void readsBackWhenTheKeyIsForgotten() {
    var both = new Repetition(Repeat.keyed(Duration.ofHours(1)), true, false);

    assertThat(decide(both, State.TRYING, 3600, false)).isEqualTo(Step.READ_BACK);
  }

  @Test
  void asksAPersonWhereNothingCanTellUnlessTheAccountSaysOtherwise() {
    assertThat(decide(unsafe, State.TRYING, 1, false)).isEqualTo(Step.ASK_PERSON);
    assertThat(decide(unsafe, State.UNCLEAR, 1, true)).isEqualTo(Step.TRY);
    assertThat(decide(new Repetition(Repeat.unsafe(), false, true), State.TRYING, 1, false))
        .isEqualTo(Step.TRY);
  }

  @Test
  void asksAgainWhenTheHubStoppedWhileItWasSentOnceMore() {
    assertThat(decide(unsafe, State.TRYING, 1, true)).isEqualTo(Step.ASK_PERSON);
  }

  private static Step decide(
      Repetition repetition, State state, long secondsAgo, boolean replayed) {
    return repetition.decide(Optional.of(attempt(state, secondsAgo)), RECORD, replayed, NOW);
  }

  private static Attempt attempt(State state, long secondsAgo) {
    return new Attempt(new UUID(3, 3), RECORD, state, Map.of(), NOW.minusSeconds(secondsAgo));
  }
}
