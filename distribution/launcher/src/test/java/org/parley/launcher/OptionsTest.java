// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final Path DISTRIBUTION = Path.of("/opt/parley");

  @TempDir Path folder;

  private static Options parse(String... arguments) {
    return Options.parse(List.of(arguments), Map.of(), DISTRIBUTION);
  }

  @Test
  void readsOptionsBesideWords() {
    Options options =
        parse("why", "--port", "81", "org.Some", "--host=::1", "--feature", "a", "--feature=b");

    assertThat(options.words()).containsExactly("why", "org.Some");
    assertThat(options.port()).isEqualTo("81");
    assertThat(options.host()).isEqualTo("::1");
    assertThat(options.features()).containsExactly("a", "b");
  }

  @Test
  void takesTheHomeFromTheOptionThenTheEnvironmentThenTheDistribution() {
    Map<String, String> environment = Map.of("PARLEY_HOME", "/from/environment");

    assertThat(Options.parse(List.of("--home", "/from/option"), environment, DISTRIBUTION).home())
        .isEqualTo(Path.of("/from/option"));
    assertThat(Options.parse(List.of(), environment, DISTRIBUTION).home())
        .isEqualTo(Path.of("/from/environment"));
    assertThat(parse().home()).isEqualTo(Path.of("/opt/parley/data"));
  }

  @Test
  void refusesUnknownAndUnfinishedOptions() {
    assertThatThrownBy(() -> parse("run", "--prot", "81")).hasMessageContaining("'--prot'");
    assertThatThrownBy(() -> parse("stop", "--prot")).hasMessageContaining("is unknown");
    assertThatThrownBy(() -> parse("run", "--port")).hasMessage("Option '--port' needs a value");
  }

  @Test
  void putsTheCommandLineBeforeTheSettingsFile() throws IOException {
    Files.writeString(
        folder.resolve("org.parley.hub.cfg"),
        "host = 10.0.0.1\nport = 9000\nfeatures = webconsole, demo\n");

    assertThat(HubSettings.of(parse(), folder))
        .isEqualTo(new HubSettings(new Address("10.0.0.1", 9000), List.of("webconsole", "demo")));
    assertThat(HubSettings.of(parse("--port", "81", "--host", "::1"), folder).address())
        .isEqualTo(new Address("::1", 81));
  }

  @Test
  void listensOnLoopbackUnlessToldOtherwise() {
    assertThat(HubSettings.of(parse(), folder).address()).isEqualTo(new Address("127.0.0.1", 8080));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "http", "", "999999"})
  void refusesAPortThatIsNone(String port) {
    assertThatThrownBy(() -> Address.of("127.0.0.1", port)).hasMessageContaining("'" + port + "'");
  }

  @Test
  void refusesATakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Address address = new Address("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(address::claim)
          .hasMessageContaining("Port " + taken.getLocalPort() + " on 127.0.0.1 is taken")
          .extracting(e -> ((LaunchException) e).exitCode())
          .isEqualTo(LaunchException.PORT_TAKEN);
    }
  }

  @Test
  void claimsAFreePort() {
    assertThat(new Address("127.0.0.1", 0).claim().port()).isPositive();
  }

  @Test
  void saysHowABrowserReachesTheHub() {
    assertThat(new Address("127.0.0.1", 80).url()).isEqualTo("http://localhost:80");
    assertThat(new Address("0.0.0.0", 80).url()).isEqualTo("http://localhost:80");
    assertThat(new Address("hub.example", 80).url()).isEqualTo("http://hub.example:80");
    assertThat(new Address("::1", 80).url()).isEqualTo("http://[::1]:80");
  }
}
