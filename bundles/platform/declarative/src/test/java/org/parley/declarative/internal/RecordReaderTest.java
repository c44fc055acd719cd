// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.api.InvalidInput;
import org.parley.api.Money;
import org.parley.api.Violation;
import org.parley.api.bus.RecordData;
import org.parley.api.content.ItemReceived;
import org.parley.api.crm.CrmChanged;

class RecordReaderTest {
  private static final UUID ACCOUNT = new UUID(1, 2);
  private static final UUID LEAD = new UUID(3, 4);
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");

  private final RecordReader items = new RecordReader(ItemReceived.class);
  private final RecordReader changes = new RecordReader(CrmChanged.class);

  @Test
  void knowsWhatAManifestMayAndMustSay() {
    assertThat(items.fields())
        .containsExactly("address", "guid", "image", "publishedAt", "summary", "title");
    assertThat(items.needed()).containsExactly("address", "guid", "summary", "title");
    assertThat(changes.needed()).containsExactly("lead", "status");
  }

  @Test
  void readsAnItem() {
    Map<String, Object> values =
        Map.of(
            "guid", 4711L,
            "address", "https://example.org/ä",
            "title", "T",
            "publishedAt", "2026-02-01T00:00:00Z");

    assertThat(items.read(with(values), NOW))
        .isEqualTo(
            new ItemReceived(
                ACCOUNT,
                "4711",
                URI.create("https://example.org/%C3%A4"),
                "T",
                "",
                Optional.empty(),
                Instant.parse("2026-02-01T00:00:00Z")));
  }

  @Test
  void readsAChange() {
    Map<String, Object> values =
        Map.of(
            "lead",
            LEAD.toString(),
            "status",
            "won",
            "owner",
            "grace",
            "amount",
            Map.of("minor", 129900, "currency", "EUR"));

    assertThat(changes.read(with(values), NOW))
        .isEqualTo(
            new CrmChanged(
                LEAD,
                ACCOUNT,
                CrmChanged.Status.WON,
                Optional.of("grace"),
                Optional.of(new Money(129900, Currency.getInstance("EUR"))),
                NOW));
  }

  @Test
  void namesEveryFieldThatIsWrong() {
    Map<String, Object> values =
        Map.of("lead", "x", "status", "sold", "amount", "a lot", "at", "yesterday");

    InvalidInput refused =
        catchThrowableOfType(InvalidInput.class, () -> changes.read(with(values), NOW));

    assertThat(refused.violations())
        .extracting(Violation::path)
        .containsExactly("lead", "status", "amount", "at");
    assertThat(refused).hasMessageContaining("one of open, accepted, rejected, won, lost");
  }

  /** As who wrote a mention. */
  @Test
  void readsRecordsWithinRecords() {
    var told = new RecordReader(Told.class);
    Map<String, Object> author = Map.of("name", "Grace", "followers", 12);

    assertThat(told.read(with(Map.of("author", author, "tags", List.of("a", 1))), NOW))
        .isEqualTo(
            new Told(
                "small", new Author("small", "Grace", Optional.of(12L)), List.of("a", "1"), NOW));
    assertThatThrownBy(
            () -> told.read(with(Map.of("author", Map.of("followers", "many"), "tags", 1)), NOW))
        .hasMessageContaining("author.followers")
        .hasMessageContaining("tags");
  }

  /** With what the hub knows of each. */
  private static Map<String, Object> with(Map<String, Object> values) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put("account", ACCOUNT.toString());
    all.put("network", "small");
    return all;
  }

  /** Public, as all records of the bus are. */
  public record Told(String network, Author author, List<String> tags, Instant at)
      implements RecordData {
    @Override
    public String topic() {
      return "mentions";
    }

    @Override
    public String type() {
      return "thing.told";
    }
  }

  public record Author(String network, String name, Optional<Long> followers) {}
}
