// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.bus.internal.Running.record;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CommitsTest {
  private final RecordCodec codec = Codecs.create().records();
  private final Sealing sealing = new PersonalKeys(Clock.systemUTC()).begin();
  private final Map<Long, WrittenRow> table = new HashMap<>();
  private Commits commits = new Commits(1 << 20, () -> {});

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
    assertThat(commits.take(1)).isEmpty();
    assertThat(commits.unread(9)).containsExactly(1L);
    commits.read(1, Optional.empty());

    assertThat(take()).containsExactly(2L);
    assertThat(commits.unread(9)).isEmpty();
  }

  @Test
  void findsWhatIsCommittedThoughItWasSaidToBeRolledBack() {
    FakeTransaction first = write(1, "a");
    write(2, "a").commit();
    table.put(1L, row(1, "a"));

    first.rollBack();

    assertThat(take()).containsExactly(1L, 2L);
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

    commits.read(1, Optional.empty());

    assertThat(heldKeys("a", "b")).isEmpty();
  }

  private List<String> heldKeys(String... keys) {
    HeldKeys held = commits.held();
    return Stream.of(keys)
        .filter(key -> held.holds("things", List.of(codec.write(record(key, "x"), sealing))))
        .toList();
  }

  @Property(tries = 200)
  void losesNothingAndNeverLetsALaterRowOfAKeyOvertake(
      @ForAll long seed, @ForAll @IntRange(max = 20) int kept) {
    commits = new Commits(kept * row(0, "k0").memory(), () -> {});
    table.clear();
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
            commit(other, ended, keys);
            committed.add(other);
          }
        }
      }
      if (random.nextInt(8) == 0) {
        taken.addAll(take());
      }
    }
    open.forEach((id, transaction) -> commit(id, transaction, keys));
    committed.addAll(open.keySet());
    taken.addAll(take());

    assertThat(taken).containsExactlyInAnyOrderElementsOf(committed);
    for (String key : keys.values()) {
      assertThat(taken.stream().filter(id -> key.equals(keys.get(id))).toList()).isSorted();
    }
  }

  private void commit(long id, FakeTransaction transaction, Map<Long, String> keys) {
    table.put(id, row(id, keys.getOrDefault(id, "")));
    transaction.commit();
  }

  @Test
  void keepsNothingButIdsOfWhatWouldTakeTooMuchMemory() {
    bound(2);
    for (long id = 1; id <= 5; id++) {
      commit(id, "a");
    }

    assertThat(commits.find(2)).isPresent();
    assertThat(commits.find(3)).isEmpty();
    assertThat(commits.find(5)).isEmpty();
    assertThat(take()).containsExactly(1L, 2L, 3L, 4L, 5L);
    commit(6, "a");
    assertThat(commits.find(6)).isPresent();
  }

  @Test
  void holdsAllKeysWhileItDoesNotKnowThem() {
    bound(1);
    commit(1, "a");
    commit(2, "b");
    assertThat(commits.take(1)).hasSize(1);

    assertThat(heldKeys("a", "b", "c")).containsExactly("a", "b", "c");
    commits.read(2, Optional.ofNullable(table.get(2L)));

    assertThat(heldKeys("a", "b", "c")).containsExactly("b");
  }

  @Test
  void takesNothingBeforeAnEarlierRowThatItDidNotKeep() {
    bound(2);
    FakeTransaction late = write(1, "a");
    commit(2, "b");
    commit(3, "a");
    table.put(1L, row(1, "a"));
    late.commit();
    assertThat(commits.find(1)).isEmpty();
    assertThat(commits.find(3)).isPresent();

    assertThat(commits.take(9)).isEmpty();

    assertThat(take()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void holdsBackWhatItReadAgainAsWell() {
    bound(1);
    FakeTransaction late = write(1, "a");
    commit(2, "b");
    commit(3, "a");
    commit(4, "c");
    assertThat(take()).containsExactly(2L, 4L);
    table.put(1L, row(1, "a"));

    late.commit();

    assertThat(take()).containsExactly(1L, 3L);
  }

  @Test
  void readsNothingMoreWhileTooMuchIsHeldBack() {
    bound(1);
    FakeTransaction late = write(1, "a");
    for (long id = 2; id <= 9; id++) {
      commit(id, "a");
    }
    commits.read(3, Optional.ofNullable(table.get(3L)));
    assertThat(commits.take(9)).isEmpty();
    assertThat(commits.unread(9)).isEmpty();
    table.put(1L, row(1, "a"));

    late.commit();

    assertThat(take()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
  }

  @Test
  void readsAgainWhatWasGivenBack() {
    commit(1, "a");
    List<WrittenRow> taken = commits.take(1);
    commit(2, "a");

    commits.giveBack(taken);

    assertThat(take()).containsExactly(1L, 2L);
  }

  @Test
  void forgetsWhatIsReadFromTheTableAnyway() {
    bound(2);
    for (long id = 1; id <= 4; id++) {
      commit(id, "a");
    }

    commits.forget(1);

    assertThat(commits.find(1)).isEmpty();
    assertThat(commits.find(2)).isPresent();
    assertThat(commits.unread(9)).isEmpty();
    commits.forget(Long.MAX_VALUE);
    assertThat(heldKeys("a")).isEmpty();
  }

  /** Has room for so many rows of one record each. */
  private void bound(int rows) {
    commits = new Commits(rows * row(0, "a").memory(), () -> {});
  }

  private void commit(long id, String key) {
    FakeTransaction transaction = write(id, key);
    table.put(id, row(id, key));
    transaction.commit();
  }

  private FakeTransaction write(long id, String... keys) {
    FakeTransaction transaction = new FakeTransaction();
    commits.follow(transaction, List.of(row(id, keys)));
    return transaction;
  }

  private WrittenRow row(long id, String... keys) {
    List<LoggedRecord> records =
        Arrays.stream(keys).map(key -> codec.write(record(key, "x"), sealing)).toList();
    return new WrittenRow(id, "things", records);
  }

  /** Takes all that can be taken, as the sequencer does. */
  private List<Long> take() {
    List<Long> taken = new ArrayList<>();
    while (true) {
      List<WrittenRow> rows = commits.take(5);
      rows.forEach(row -> taken.add(row.id()));
      List<Long> ids = rows.isEmpty() ? commits.unread(3) : List.of();
      ids.forEach(id -> commits.read(id, Optional.ofNullable(table.get(id))));
      if (rows.isEmpty() && ids.isEmpty()) {
        return taken;
      }
    }
  }
}
