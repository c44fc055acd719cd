// SPDX-License-Identifier: Apache-2.0
package org.parley.buskafka.internal;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.parley.api.broker.Broker;
import org.parley.api.broker.BrokerClient;
import org.parley.api.broker.BrokerSettings;

/** Speaks to Kafka. Nothing of its client is loaded before somebody connects. */
@Component
public final class KafkaClient implements BrokerClient {
  private final Path conf;

  @Activate
  public KafkaClient(BundleContext hub) {
    this.conf = Path.of(hub.getProperty("parley.home"), "conf");
  }

  @Override
  public Broker connect(BrokerSettings settings) {
    return new KafkaBroker(settings, ClientSettings.of(settings, conf));
  }
}
