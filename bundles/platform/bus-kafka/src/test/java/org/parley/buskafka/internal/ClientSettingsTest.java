// SPDX-License-Identifier: Apache-2.0
package org.parley.buskafka.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.broker.BrokerSettings;
import org.parley.api.broker.GroupPlan;

class ClientSettingsTest {
  private static final GroupPlan PLAN = new GroupPlan("g", "t", 1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "request.timeout.ms=30000",
        "request.timeout.ms=30000\nlinger.ms=100\ndelivery.timeout.ms=1000",
        "request.timeout.ms=1000"
      })
  void allClientsComeUpHoweverLongARequestMayTake(String file, @TempDir Path conf)
      throws IOException {
    ClientSettings settings = settings(file, conf);

    assertThatCode(
            () -> {
              Admin.create(settings.ofAdmin()).close(Duration.ZERO);
              new KafkaProducer<byte[], byte[]>(settings.ofProducer()).close(Duration.ZERO);
              new KafkaConsumer<byte[], byte[]>(settings.ofMember(PLAN)).close();
            })
        .doesNotThrowAnyException();
    assertThat(settings.ofMember(PLAN)).containsEntry("max.poll.interval.ms", 60_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30000", "5001"})
  void aCallMayTakeAsLongAsARequest(String request, @TempDir Path conf) throws IOException {
    ClientSettings settings = settings("request.timeout.ms=" + request, conf);

    assertThat(settings.ofAdmin())
        .containsEntry("default.api.timeout.ms", Integer.valueOf(request));
    assertThat(settings.ofMember(PLAN))
        .containsEntry("default.api.timeout.ms", Integer.valueOf(request));
  }

  private static ClientSettings settings(String file, Path conf) throws IOException {
    Files.writeString(conf.resolve("client.properties"), file);
    return ClientSettings.of(
        new BrokerSettings("localhost:9", 12, 1, Duration.ofDays(1), "client.properties"), conf);
  }
}
