// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.NotFound;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SettingsField;
import org.parley.api.connectors.Text;
import org.parley.api.store.Store;
import org.parley.connector.Connector;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.StoreTest;

@StoreTest(room = "connectors")
class ShowConnectorSqlTest {
  private final FaultServer network = new FaultServer().otherwise(request -> Answer.of(200, "{}"));
  private final Bench bench;
  private final ShowConnector verb;

  ShowConnectorSqlTest(Store store) {
    bench = new Bench(store);
    verb = new ShowConnector(bench.board);
  }

  @AfterEach
  void close() {
    bench.close();
    network.close();
  }

  @TestTemplate
  void showsTheRoutesOfAnAccount() {
    var settings = Map.<String, Object>of("address", network.address() + "", "key", "s3cret");
    bench.connect(new TrialNetwork(Repeat.keyed(), false, false), settings);

    String shown = verb.run(List.of("show", "trial"));

    assertThat(shown.lines())
        .contains("check", "publish")
        .anyMatch(line -> line.startsWith("  to") && line.contains(network.address() + "/posts"))
        .noneMatch(line -> line.contains("Lambda"));
    assertThat(shown).doesNotContain("s3cret");
  }

  @TestTemplate
  void needsAnAccountWhereSettingsAreARecord() {
    bench.board.join(new TrialNetwork(Repeat.keyed(), false, false));

    assertThat(verb.run(List.of("show", "trial"))).contains("depend on an account");
  }

  @TestTemplate
  void drawsThoseOfAManifestWithoutAnAccount() {
    bench.board.join(new Listed());

    assertThat(verb.run(List.of("show", "listed")).lines())
        .containsExactly("publish", "  hangs it up at https://example.org");
  }

  @TestTemplate
  void knowsNobodyElse() {
    assertThatThrownBy(() -> verb.run(List.of("show", "nobody"))).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> verb.run(List.of("hide"))).hasMessageContaining("Say 'show'");
  }

  /** One whose settings are listed, as those of a manifest. */
  private record Listed() implements Connector<Map<String, Object>> {
    @Override
    public Descriptor descriptor() {
      return Descriptor.of("listed", "Listed", Kind.SOCIAL).can(Capability.PUBLISH, Repeat.keyed());
    }

    @Override
    public SettingsType<Map<String, Object>> settings() {
      return SettingsType.of(
          List.of(
              new SettingsField(
                  "address",
                  SettingsField.Type.ADDRESS,
                  Text.NONE,
                  Text.NONE,
                  true,
                  Optional.empty(),
                  List.of(),
                  List.of())));
    }

    @Override
    public void routes(Routes routes, Map<String, Object> settings) {
      routes
          .sink(Capability.PUBLISH)
          .process(exchange -> {})
          .description("hangs it up at " + settings.get("address"));
    }
  }
}
