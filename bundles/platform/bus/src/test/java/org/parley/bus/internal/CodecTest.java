// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parley.bus.internal.Running.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.api.InvalidInput;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.Topics;
import org.parley.api.bus.UnknownData;
import org.parley.api.interactions.Interaction;
import org.parley.api.leads.LeadScored;
import org.parley.api.links.Origin;

class CodecTest {
  private static final UUID LEAD = UUID.fromString("019a0000-0000-7001-8000-000000000001");

  private final Codecs codecs = Codecs.create();

  @Test
  void readsWhatItWrote() throws Exception {
    BusRecord record =
        BusRecord.of("/test", "s", Instant.parse("2026-01-01T00:00:00.123456789Z"), scored(3));

    LoggedRecord written = codecs.records().write(record, sealing());

    assertThat(codecs.records().read(Topics.LEADS, written.bytes()).read()).isEqualTo(record);
  }

  @Test
  void readsAFreeTypeAsItsTopicsFreeRecord() throws Exception {
    Interaction joined =
        new Interaction(LEAD, "webinar.joined", Instant.EPOCH, List.of(), Origin.NONE, Map.of());

    byte[] said = codecs.data().write(joined);

    assertThat(codecs.data().read(Topics.INTERACTIONS, "webinar.joined", said)).isEqualTo(joined);
  }

  @Test
  void ignoresWhatALaterVersionAddsAndBearsWhatAnEarlierOneLacked() throws Exception {
    byte[] other =
        ("{\"lead\":\"" + LEAD + "\",\"score\":3,\"mood\":{}}").getBytes(StandardCharsets.UTF_8);

    assertThat(codecs.data().read(Topics.LEADS, "lead.scored", other)).isEqualTo(scored(3));
  }

  @Test
  void keepsDataOfAnUnknownTypeAsItIs() throws Exception {
    byte[] said = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    assertThat(codecs.data().read(Topics.LEADS, "lead.forgotten", said))
        .isEqualTo(new UnknownData(Topics.LEADS, "lead.forgotten", "{\"a\":1}"));
  }

  @Test
  void refusesMoreThanAMebibyte() {
    BusRecord large = record("k", "x".repeat(RecordCodec.LARGEST));

    assertThatThrownBy(() -> codecs.records().write(large, sealing()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("exceeds 1048576");
  }

  @Test
  void refusesNamesThatNoTableHolds() {
    Outgoing outgoing =
        new Outgoing(codecs.records(), new PersonalKeys(Clock.systemUTC()), new Traces());

    assertThatThrownBy(() -> outgoing.write(List.of(record("k".repeat(513), 1))))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("partitionKey");
  }

  @Test
  void marksABrokenEnvelopeAndKeepsItsBytes() {
    byte[] bytes = {1, 2, 3};

    LoggedRecord broken = codecs.records().read("things", bytes);

    assertThat(broken.isBroken()).isTrue();
    assertThat(broken.bytes()).isEqualTo(bytes);
    assertThatThrownBy(broken::read).isInstanceOf(Unreadable.class);
    assertThat(broken.readAnyway().data()).isInstanceOf(UnknownData.class);
  }

  @Test
  void readsTheGoodRecordsOfABrokenRow() throws Exception {
    List<LoggedRecord> row = List.of(written("a"), written("b"), written("c"));
    byte[] body = RowCodec.body(row);
    byte[] cut = Arrays.copyOf(body, body.length - 5);

    List<LoggedRecord> read = codecs.rows().records("things", 3, cut);

    assertThat(read).extracting(LoggedRecord::isBroken).containsExactly(false, false, true);
    assertThat(Running.said(read.get(1).read())).isEqualTo("b");
    assertThat(read.get(2).bytes()).isEqualTo(cut);
  }

  @Test
  void survivesARowOfNonsense() {
    byte[] nonsense = ByteBuffer.allocate(20).putInt(7).putInt(-3).array();

    assertThat(codecs.rows().records("things", 2, nonsense))
        .hasSize(2)
        .allMatch(LoggedRecord::isBroken)
        .extracting(LoggedRecord::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void cutsRowsByCountAndSize() {
    List<LoggedRecord> small = java.util.Collections.nCopies(600, written("a"));
    List<LoggedRecord> large = java.util.Collections.nCopies(3, written("x".repeat(40_000)));

    assertThat(RowCut.rows(small)).extracting(List::size).containsExactly(256, 256, 88);
    assertThat(RowCut.rows(large)).extracting(List::size).containsExactly(1, 1, 1);
  }

  private static Sealing sealing() {
    return new PersonalKeys(Clock.systemUTC()).begin();
  }

  private LoggedRecord written(String said) {
    return codecs.records().write(record("k", said), sealing());
  }

  private static LeadScored scored(int score) {
    return new LeadScored(LEAD, score, List.of());
  }
}
