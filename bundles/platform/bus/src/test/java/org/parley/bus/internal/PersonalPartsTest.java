// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.profiles.InteractionJoined;

class PersonalPartsTest {
  private static final UUID ID = UUID.fromString("019a0000-0000-7001-8000-000000000001");

  private final RecordCodec codec = Codecs.create().records();
  private final Sealing sealing = new PersonalKeys(Clock.systemUTC()).begin();

  @Test
  void readsWithTheKeyWhatItWrote() throws Exception {
    BusRecord record = record(joined());

    LoggedRecord written = codec.write(record, sealing);

    assertThat(new String(written.bytes(), UTF_8)).doesNotContain("ada@example.com", "Zuse");
    assertThat(read(written, Map.of(keyOf(written).id(), keyOf(written)))).isEqualTo(record);
  }

  @Test
  void readsWhatIsPersonalAsAbsentWithoutTheKey() throws Exception {
    LoggedRecord written = codec.write(record(joined()), sealing);

    var read = (InteractionJoined) read(written, Map.of()).data();

    assertThat(read.profile()).isEqualTo(ID);
    assertThat(read.interaction().id()).isEqualTo(ID);
    assertThat(read.interaction().data()).isEmpty();
    assertThat(read.interaction().identifiers())
        .containsExactly(new Identifier(Kind.EMAIL, "", Optional.empty(), true));
  }

  @Test
  void asksForNoKeyWhereNothingIsPersonal() {
    var nobody =
        new Interaction(ID, "page.viewed", Instant.EPOCH, List.of(), Origin.NONE, Map.of());

    assertThat(codec.write(record(nobody), sealing).keyId()).isEmpty();
    assertThat(sealing.isUsed()).isFalse();
  }

  /** As all releases have written it, so that each reads the other's. */
  @Test
  void sealsEachPartWhereItStands() throws Exception {
    JsonNode written =
        new ObjectMapper().readTree(new DataCodec().write(joined(), sealing, "k").json());

    JsonNode interaction = written.get("interaction");
    assertThat(opened(interaction.get("data"))).isEqualTo("{\"profile.company\":\"Zuse KG\"}");
    JsonNode identifier = interaction.get("identifiers").get(0);
    assertThat(opened(identifier.get("value"))).isEqualTo("\"ada@example.com\"");
    assertThat(identifier.get("kind").asText()).isEqualTo("EMAIL");
    assertThat(written.get("profile").asText()).isEqualTo(ID.toString());
  }

  private String opened(JsonNode part) throws IOException, Unreadable {
    assertThat(part.size()).isEqualTo(1);
    byte[] sealed = part.get("sealed").binaryValue();
    return new String(sealing.key("k").open(sealed, PersonalKey.cipher()), UTF_8);
  }

  @Test
  void sealsEqualWordsDifferently() {
    PersonalKey key = sealing.key("k");

    assertThat(sealing.seal(new byte[9], key)).isNotEqualTo(sealing.seal(new byte[9], key));
  }

  @Test
  void tellsWhatWasTamperedWith() {
    PersonalKey key = sealing.key("k");
    byte[] sealed = sealing.seal("ada@example.com".getBytes(UTF_8), key);
    sealed[sealed.length - 1] ^= 1;

    Cipher cipher = PersonalKey.cipher();
    assertThatThrownBy(() -> key.open(sealed, cipher)).isInstanceOf(Unreadable.class);
    assertThatThrownBy(() -> key.open(new byte[3], cipher)).isInstanceOf(Unreadable.class);
  }

  @Test
  void handsNobodyARecordThatMissesItsKeyByMistake() {
    LoggedRecord written = codec.write(record(joined()), sealing);
    LoggedRecord read = codec.read(Topics.PROFILES, written.bytes());

    assertThatThrownBy(read::read).hasMessageContaining("was not handed its key");
  }

  /** An erased person's records are still read by everybody who reads that type. */
  @ParameterizedTest
  @MethodSource("org.parley.bus.internal.GoldenFilesTest#dataFiles")
  void everyTypeAcceptsThatItsPersonalPartsAreAbsent(Path file) throws IOException, Unreadable {
    Path place = Path.of("src", "test", "resources", "golden").relativize(file);
    DataCodec data = new DataCodec();
    String topic = place.getName(0).toString();
    String type = place.getName(1).toString();
    RecordData whole = data.read(topic, type, Files.readAllBytes(file));
    byte[] sealed = data.write(whole, sealing, "k").json();

    RecordData erased = data.readSealed(topic, type, sealed, null);

    assertThat(erased).hasSameClassAs(whole);
  }

  @Test
  void readsTheSealedEnvelopeOfVersion1() throws Exception {
    List<String> golden =
        Files.readAllLines(Path.of("src", "test", "resources", "golden", "sealed-v1.hex"));
    HexFormat hex = HexFormat.of();
    UUID id = UUID.fromString(golden.get(0));
    var key = new PersonalKey(id, "k", hex.parseHex(golden.get(1)), Instant.EPOCH);

    LoggedRecord written = codec.read(Topics.PROFILES, hex.parseHex(golden.get(2)));

    assertThat(read(written, Map.of(id, key)).data()).isEqualTo(joined());
  }

  private BusRecord read(LoggedRecord written, Map<UUID, PersonalKey> keys) throws Unreadable {
    LoggedRecord read = codec.read(written.topic(), written.bytes());
    read.unlock(keys);
    return read.read();
  }

  private PersonalKey keyOf(LoggedRecord written) {
    PersonalKey key = sealing.key(written.key());
    assertThat(written.keyId()).contains(key.id());
    return key;
  }

  private static InteractionJoined joined() {
    var email = new Identifier(Kind.EMAIL, "ada@example.com", Optional.empty(), true);
    return new InteractionJoined(
        ID,
        true,
        new Interaction(
            ID,
            "form.submitted",
            Instant.parse("2026-11-22T10:15:30.123456Z"),
            List.of(email),
            Origin.NONE,
            Map.of("profile.company", "Zuse KG")));
  }

  private static BusRecord record(RecordData data) {
    Instant now = Instant.parse("2026-11-22T10:15:30.123456Z");
    String trace = "00-019a0000000070018000000000000001-00000000000000ab-01";
    return new BusRecord(Ids.next(now), "/test", "s", now, "k", Optional.of(trace), data);
  }
}
