// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.api.Busy;

class LooksTest {
  private final List<CompletableFuture<Boolean>> begun = new CopyOnWriteArrayList<>();
  private final Looks looks = new Looks(this::begin);

  private CompletableFuture<Boolean> begin() {
    begun.add(new CompletableFuture<>());
    return begun.get(begun.size() - 1);
  }

  @Test
  void letsAllWhoAskWithinAMomentShareOneLook() {
    var asked = IntStream.range(0, 1_000).mapToObj(any -> looks.next()).toList();
    await().until(() -> begun.size() == 1);

    assertThat(asked).noneMatch(CompletableFuture::isDone);
    begun.get(0).complete(true);
    assertThat(asked).allMatch(CompletableFuture::isDone);
    assertThat(begun).hasSize(1);
  }

  @Test
  void givesThoseWhoAskDuringALookTheNextOne() {
    looks.next();
    await().until(() -> begun.size() == 1);
    var later = looks.next();

    begun.get(0).complete(true);
    assertThat(later).isNotDone();
    await().until(() -> begun.size() == 2);
    begun.get(1).complete(true);
    assertThat(later).isCompletedWithValue(true);
  }

  @Test
  void looksNoOftenerThanItShall() {
    Looks seldom = new Looks(Duration.ofMillis(400), this::begin);
    long before = System.nanoTime();
    for (int look = 1; look <= 3; look++) {
      int expected = look;
      seldom.next();
      await().until(() -> begun.size() == expected);
      begun.get(look - 1).complete(true);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(Duration.ofMillis(100 + 400 + 400));
  }

  @Test
  void asksToComeBackWhenItCannotLook() {
    var asked = looks.next();
    await().until(() -> begun.size() == 1);

    begun.get(0).completeExceptionally(new IllegalStateException("no database"));
    assertThatThrownBy(asked::join).hasCauseInstanceOf(Busy.class);
    assertThat(looks.next()).isNotSameAs(asked);
  }
}
