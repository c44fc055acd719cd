// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parley.api.InvalidInput;
import org.parley.api.Secret;
import org.parley.api.Violation;
import org.parley.api.connectors.SettingsField;
import org.parley.api.connectors.SettingsField.Type;
import org.parley.api.connectors.Text;
import org.parley.connector.Help;
import org.parley.connector.Label;
import org.parley.connector.Preset;
import org.parley.connector.SettingsType;

class SettingsFormTest {
  enum Security {
    NONE,
    TLS
  }

  record Settings(
      @NotNull @Label(en = "Address", de = "Adresse") @Help(en = "Where it is", de = "Wo es ist")
          @Nullable URI address,
      @Min(1) @Max(65535) @Preset("587") @Nullable Integer port,
      @NotBlank @Size(max = 5) @Nullable String user,
      @NotNull @Nullable Secret password,
      @Preset("TLS") @Nullable Security security,
      @Nullable Duration pace,
      @Nullable List<String> tags,
      @Nullable Boolean loud) {}

  private final SettingsForm<Settings> form =
      SettingsForm.of(SettingsType.of(Settings.class), Bench.validator());

  @Test
  void readsEveryTypeAndFillsInPresets() {
    Settings read =
        read(
            Map.of(
                "address", "https://example.org",
                "user", "ada",
                "password", "s3cret",
                "pace", "PT15M",
                "tags", List.of("a", "b"),
                "loud", true),
            field -> Optional.empty());

    assertThat(read)
        .isEqualTo(
            new Settings(
                URI.create("https://example.org"),
                587,
                "ada",
                new Secret("s3cret"),
                Security.TLS,
                Duration.ofMinutes(15),
                List.of("a", "b"),
                true));
  }

  @Test
  void namesEveryBadFieldAtOnce() {
    Map<String, @Nullable Object> tree = new HashMap<>();
    tree.put("address", "file:///etc/passwd");
    tree.put("port", 70000);
    tree.put("user", "far too long");
    tree.put("security", "SSL");
    tree.put("pace", "often");
    tree.put("tags", "a");
    tree.put("loud", "maybe");
    tree.put("colour", "red");

    InvalidInput refused =
        catchThrowableOfType(InvalidInput.class, () -> read(tree, field -> Optional.empty()));

    assertThat(refused.violations())
        .extracting(Violation::path)
        .containsExactlyInAnyOrder(
            "settings.address",
            "settings.port",
            "settings.user",
            "settings.password",
            "settings.security",
            "settings.pace",
            "settings.tags",
            "settings.loud",
            "settings.colour");
  }

  @Test
  void neverRepeatsASecretThatIsWrong() {
    Map<String, @Nullable Object> tree =
        new HashMap<>(Map.of("address", "https://example.org", "user", "ada", "password", 4711));

    assertThat(
            catchThrowableOfType(InvalidInput.class, () -> read(tree, field -> Optional.empty())))
        .hasMessageNotContaining("4711");
  }

  @Test
  void keepsASecretThatIsLeftOutAndForgetsOneThatIsNull() {
    Map<String, @Nullable Object> tree =
        new HashMap<>(Map.of("address", "https://example.org", "user", "ada"));
    var kept = Optional.of(new Secret("kept"));

    assertThat(read(tree, field -> kept).password()).isEqualTo(new Secret("kept"));

    tree.put("password", null);
    assertThat(
            catchThrowableOfType(InvalidInput.class, () -> read(tree, field -> kept)).violations())
        .extracting(Violation::path)
        .containsExactly("settings.password");
  }

  @Test
  void drawsTheForm() {
    assertThat(form.fields().get(0))
        .isEqualTo(
            new SettingsField(
                "address",
                Type.ADDRESS,
                new Text("Address", "Adresse"),
                new Text("Where it is", "Wo es ist"),
                true,
                Optional.empty(),
                List.of(),
                List.of()));
    assertThat(form.fields().get(1).constraints()).containsExactly("minimum=1", "maximum=65535");
    assertThat(form.fields().get(1).preset()).contains("587");
    assertThat(form.fields().get(4).choices()).containsExactly("NONE", "TLS");
    assertThat(form.secrets()).containsExactly("password");
  }

  private Settings read(
      Map<String, @Nullable Object> tree, Function<String, Optional<Secret>> kept) {
    try {
      return form.read(tree, kept).call().settings();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
