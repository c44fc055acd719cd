// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.UnknownData;

/**
 * What was written by a release is read by every later one. The files lie under {@code
 * golden/<topic>/<type>/v<version>.json}; one is added when a record gains a component, none is
 * ever changed after its release.
 */
class GoldenFilesTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

  private final ObjectMapper json = new ObjectMapper();

  static List<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("dataFiles")
  void readsDataOfEveryVersion(Path file) throws Exception {
    byte[] written = Files.readAllBytes(file);
    Path place = GOLDEN.relativize(file);
    String topic = place.getName(0).toString();
    String type = place.getName(1).toString();

    RecordData data = new DataCodec().read(topic, type, written);

    assertThat(data).isNotInstanceOf(UnknownData.class);
    assertThat(data.type()).isEqualTo(type);
    assertKept(json.readTree(written), json.readTree(new DataCodec().write(data)));
  }

  /** Whatever was said is still said. */
  private static void assertKept(JsonNode before, JsonNode after) {
    if (!before.isObject()) {
      assertThat(after).isEqualTo(before);
      return;
    }
    for (Iterator<Map.Entry<String, JsonNode>> fields = before.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      assertThat(after.has(field.getKey())).as(field.getKey()).isTrue();
      assertKept(field.getValue(), after.get(field.getKey()));
    }
  }

  @Test
  void readsTheEnvelopeOfVersion1() throws Exception {
    byte[] written =
        HexFormat.of().parseHex(Files.readString(GOLDEN.resolve("record-v1.hex")).strip());

    BusRecord record = Codecs.create().records().read("things", written).read();

    assertThat(record.id()).isEqualTo(UUID.fromString("019a0000-0000-7001-8000-000000000001"));
    assertThat(record.time()).isEqualTo(Instant.parse("2026-11-22T10:15:30.123456Z"));
    assertThat(record.type()).isEqualTo("thing.done");
    assertThat(record.source()).isEqualTo("/test");
    assertThat(record.subject()).isEqualTo("Ünï 🎈");
    assertThat(record.partitionKey()).isEqualTo("k");
    assertThat(record.traceparent())
        .contains("00-019a0000000070018000000000000001-00000000000000ab-01");
    assertThat(record.data()).isEqualTo(new UnknownData("things", "thing.done", "{\"a\":1}"));
  }
}
