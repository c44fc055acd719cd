// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomTest {
  @ParameterizedTest
  @CsvSource({
    "api, org.slf4j",
    "camel.engine, org.parley.api.bus",
    "camel.pack-http, org.parley.api",
    "store, org.apache.camel",
    "store, org.parley.connector",
    "bus, com.zaxxer.hikari",
    "bus, jakarta.servlet",
    "connectors, org.eclipse.jetty.server",
    "declarative, org.parley.api.store",
    "declarative, org.parley.connectors",
    "security, org.apache.camel",
    "security, org.parley.connector",
    "web, com.zaxxer.hikari",
    "web, org.parley.shortening",
    "control, org.parley.api.store",
    "console, org.apache.camel",
    "console, com.fasterxml.jackson.databind",
    "campaigns, org.apache.camel.builder",
    "landing, jakarta.servlet",
    "measurement, org.parley.connector",
    "connector.feed, org.parley.api.store",
    "connector.feed, org.parley.api.control",
    "connector.feed, org.parley.connectors",
    "connector.feed, com.zaxxer.hikari"
  })
  void refusesWhatItsTableDoesNotName(String name, String imported) {
    BuiltBundle bundle = bundle(name, imported, "java.util", "org.jspecify.annotations");

    assertThat(Room.of(bundle).refuses(bundle)).containsExactly(imported);
  }

  @Test
  void allowsWhatItsTableNames() {
    BuiltBundle bundle =
        bundle("connector.feed", "org.parley.api.bus", "org.parley.connector", "org.apache.camel");

    assertThat(Room.of(bundle).refuses(bundle)).isEmpty();
  }

  @Test
  void knowsNoBundleWithoutARoom() {
    assertThatThrownBy(() -> Room.of(bundle("attic"))).hasMessageContaining("has no room");
  }

  private static BuiltBundle bundle(String name, String... imports) {
    return new BuiltBundle("org.parley." + name, "", Set.of(imports), Set.of(), Set.of(), "");
  }
}
