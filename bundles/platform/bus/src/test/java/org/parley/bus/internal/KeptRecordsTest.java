// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.bus.internal.Running.record;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.parley.api.bus.BusRecord;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;

class KeptRecordsTest {
  private final Codecs codecs = Codecs.create();

  @Test
  void tellsTheSameWhenMemoryWasCollected() throws Exception {
    List<BusRecord> said = IntStream.range(0, 5).mapToObj(i -> record("k" + i, i)).toList();
    List<LoggedRecord> written = written(said);
    LogRow row = new LogRow(10, written, new BitSet());
    LogRow kept = row.kept(codecs.records());
    var first = new WeakReference<>(kept.at(10));
    assertThat(kept.at(10)).isSameAs(written.get(0));

    written = List.of();
    row = kept;
    Awaitility.await()
        .until(
            () -> {
              System.gc();
              return first.get() == null;
            });

    assertThat(row.last()).isEqualTo(14);
    assertThat(row.types()).containsExactly(said.get(0).type());
    for (int i = 0; i < said.size(); i++) {
      LoggedRecord again = kept.at(10 + i);
      assertThat(again.id()).isEqualTo(said.get(i).id());
      assertThat(again.key()).isEqualTo("k" + i);
      assertThat(again.read().data()).isEqualTo(said.get(i).data());
    }
  }

  @Test
  void readsARecordOnceForAllWhoFollowClosely() {
    LogRow kept =
        new LogRow(1, written(List.of(record("k", 1))), new BitSet()).kept(codecs.records());
    LoggedRecord read = kept.at(1);

    assertThat(kept.at(1)).isSameAs(read);
  }

  @Test
  void keepsInHandWhatOnlyTheTablesCouldUnlockAgain() {
    var person = new Identifier(Kind.EMAIL, "a@example.org", java.util.Optional.empty(), true);
    var said =
        new Interaction(
            UUID.randomUUID(), "x.done", Instant.EPOCH, List.of(person), Origin.NONE, Map.of());
    List<LoggedRecord> written = written(List.of(BusRecord.of("/test", "s", Instant.EPOCH, said)));

    assertThat(written.get(0).keyId()).isPresent();
    assertThat(KeptRecords.of(codecs.records(), written)).isSameAs(written);
  }

  @Test
  void leavesWhatIsBrokenAsItIs() {
    byte[] bytes = "?".getBytes(StandardCharsets.UTF_8);
    List<LoggedRecord> broken = List.of(LoggedRecord.unreadable("things", bytes, "broken"));

    assertThat(KeptRecords.of(codecs.records(), broken)).isSameAs(broken);
  }

  private List<LoggedRecord> written(List<BusRecord> records) {
    Sealing sealing = new PersonalKeys(Clock.systemUTC()).begin();
    return records.stream().map(record -> codecs.records().write(record, sealing)).toList();
  }
}
