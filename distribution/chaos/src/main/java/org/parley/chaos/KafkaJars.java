// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The jars of a Kafka broker, which the build resolves and does not carry about. */
final class KafkaJars {
  private static final String CLASSPATH = "broker.classpath";

  private KafkaJars() {}

  static Optional<String> obstacle() {
    return KafkaJars.class.getResource(CLASSPATH) == null
        ? Optional.of("Kafka's jars were not resolved by the build")
        : Optional.empty();
  }

  static String classpath() throws IOException {
    try (InputStream in = KafkaJars.class.getResourceAsStream(CLASSPATH)) {
      if (in == null) {
        throw new ChaosFailed(obstacle().orElseThrow());
      }
      return new String(in.readAllBytes(), UTF_8).strip();
    }
  }
}
