// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.bus.internal.Running.record;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.parley.api.Busy;

class CommitsTest {
  private final RecordCodec codec = Codecs.create().records();
  private final Sealing sealing = new PersonalKeys(Clock.systemUTC()).begin();
  private final Commits commits = new Commits(1 << 20, () -> {});

  @Test
  void givesCommittedRowsById() {
    FakeTransaction first = write(1, "a");
    FakeTransaction second = write(2, "b");
    second.commit();
    first.commit();

    assertThat(take()).containsExactly(1L, 2L);
  }

  @Test
  void doesNotWaitForAnOpenTransactionOfOtherKeys() {
    write(1, "a");
    write(2, "b").commit();

    assertThat(take()).containsExactly(2L);
  }

  @Test
  void holdsARowBackWhileAnEarlierOneOfItsKeyIsNotHeardOf() {
    FakeTransaction first = write(1, "a");
    write(2, "a", "b").commit();
    write(3, "b").commit();
    write(4, "c").commit();
    assertThat(take()).containsExactly(4L);

    first.commit();

    assertThat(take()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void goesOnWhenTheEarlierOneIsRolledBack() {
    FakeTransaction first = write(1, "a");
    write(2, "a").commit();

    first.rollBack();

    assertThat(take()).containsExactly(2L);
    assertThat(commits.takeDoubtful()).containsExactly(1L);
    assertThat(commits.takeDoubtful()).isEmpty();
  }

  @Test
  void tellsTheKeysOfAllThatIsNotTaken() {
    write(1, "a");
    write(2, "b").commit();
    write(3, "c").commit();
    assertThat(commits.take(1)).hasSize(1);

    assertThat(heldKeys("a", "b", "c")).containsExactly("a", "c");
  }

  @Test
  void holdsAllKeysWhereItIsInDoubt() {
    write(1, "a").rollBack();
    assertThat(heldKeys("a", "b")).containsExactly("a", "b");

    commits.takeDoubtful();

    assertThat(heldKeys("a", "b")).isEmpty();
  }

  private List<String> heldKeys(String... keys) {
    HeldKeys held = commits.held();
    return Stream.of(keys)
        .filter(key -> held.holds("things", List.of(codec.write(record(key, "x"), sealing))))
        .toList();
  }

  @Property(tries = 200)
  void losesNothingAndNeverLetsALaterRowOfAKeyOvertake(@ForAll long seed) {
    Random random = new Random(seed);
    Map<Long, FakeTransaction> open = new TreeMap<>();
    Map<Long, String> keys = new HashMap<>();
    List<Long> committed = new ArrayList<>();
    List<Long> taken = new ArrayList<>();
    for (long id = 1; id <= 60; id++) {
      String key = "k" + random.nextInt(4);
      keys.put(id, key);
      open.put(id, write(id, key));
      for (Long other : List.copyOf(open.keySet())) {
        if (random.nextInt(3) == 0) {
          FakeTransaction ended = open.remove(other);
          if (random.nextInt(5) == 0) {
            ended.rollBack();
          } else {
            ended.commit();
            committed.add(other);
          }
        }
      }
      taken.addAll(take());
    }
    open.forEach((id, transaction) -> transaction.commit());
    committed.addAll(open.keySet());
    taken.addAll(take());

    assertThat(taken).containsExactlyInAnyOrderElementsOf(committed);
    for (String key : keys.values()) {
      assertThat(taken.stream().filter(id -> key.equals(keys.get(id))).toList()).isSorted();
    }
  }

  @Test
  void refusesMoreWhileTooMuchWaitsToBeTaken() {
    Commits small = new Commits(1_000, () -> {});
    FakeTransaction transaction = new FakeTransaction();
    List<LoggedRecord> records = List.of(codec.write(record("a", "x".repeat(1_000)), sealing));
    small.follow(transaction, List.of(new WrittenRow(1, "things", records)));
    small.awaitRoom();
    transaction.commit();
    assertThatThrownBy(small::awaitRoom).isInstanceOf(Busy.class);

    assertThat(small.take(1)).hasSize(1);

    assertThatCode(small::awaitRoom).doesNotThrowAnyException();
  }

  private FakeTransaction write(long id, String... keys) {
    FakeTransaction transaction = new FakeTransaction();
    List<LoggedRecord> records =
        Arrays.stream(keys).map(key -> codec.write(record(key, "x"), sealing)).toList();
    commits.follow(transaction, List.of(new WrittenRow(id, "things", records)));
    return transaction;
  }

  private List<Long> take() {
    return commits.take(100).stream().map(WrittenRow::id).toList();
  }
}
