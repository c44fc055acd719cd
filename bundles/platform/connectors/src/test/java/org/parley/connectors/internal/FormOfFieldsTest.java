// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.api.InvalidInput;
import org.parley.api.Secret;
import org.parley.api.Violation;
import org.parley.api.connectors.SettingsField;
import org.parley.api.connectors.SettingsField.Type;
import org.parley.api.connectors.Text;
import org.parley.connector.SettingsType;
import org.parley.connectors.internal.SettingsForm.Made;

class FormOfFieldsTest {
  private final SettingsForm<Map<String, Object>> form =
      SettingsForm.of(
          SettingsType.of(
              List.of(
                  field("address", Type.ADDRESS, true, null, List.of()),
                  field("key", Type.SECRET, true, null, List.of()),
                  field(
                      "ring", Type.TEXT, false, "public", List.of("pattern=[a-z]+", "maxLength=8")),
                  field("most", Type.NUMBER, false, null, List.of("minimum=1", "maximum=9")),
                  field("pace", Type.DURATION, false, "PT5M", List.of()),
                  new SettingsField(
                      "mode",
                      Type.CHOICE,
                      Text.NONE,
                      Text.NONE,
                      false,
                      Optional.empty(),
                      List.of("open", "closed"),
                      List.of()))),
          Bench.validator());

  @Test
  void handsOverWhatWasEnteredAndWhatIsPreset() {
    Made<Map<String, Object>> made =
        read(Map.of("address", "https://example.org", "key", "s3cret", "most", 3, "mode", "open"));

    assertThat(made.settings())
        .containsOnly(
            Map.entry("address", URI.create("https://example.org")),
            Map.entry("key", new Secret("s3cret")),
            Map.entry("ring", "public"),
            Map.entry("most", 3L),
            Map.entry("pace", Duration.ofMinutes(5)),
            Map.entry("mode", "open"));
    assertThat(made.values()).isEqualTo(made.settings());
  }

  @Test
  void namesEveryBadFieldAtOnce() {
    InvalidInput refused =
        catchThrowableOfType(
            InvalidInput.class,
            () -> read(Map.of("ring", "NOT SMALL", "most", 10, "mode", "ajar", "colour", "red")));

    assertThat(refused.violations())
        .extracting(Violation::path)
        .containsExactlyInAnyOrder(
            "settings.address",
            "settings.key",
            "settings.ring",
            "settings.ring",
            "settings.most",
            "settings.mode",
            "settings.colour");
  }

  private static SettingsField field(
      String name, Type type, boolean required, @Nullable String preset, List<String> constraints) {
    return new SettingsField(
        name,
        type,
        Text.NONE,
        Text.NONE,
        required,
        Optional.ofNullable(preset),
        List.of(),
        constraints);
  }

  private Made<Map<String, Object>> read(Map<String, @Nullable Object> tree) {
    try {
      return form.read(tree, field -> Optional.empty()).call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
