// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

class ArrivalTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(1);

  @TempDir Path folder;
  private Framework framework;
  private BundleContext context;

  @BeforeEach
  void start() throws Exception {
    framework =
        new FrameworkFactory()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString()));
    framework.start();
    context = framework.getBundleContext();
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(LONG.toMillis());
  }

  @Test
  void endsTheWaitWithTheServiceThatAnotherThreadBrings() throws Exception {
    Arrival arrival = Arrival.of(Runnable.class.getName(), context);
    new Thread(() -> context.registerService(Runnable.class, () -> {}, null)).start();

    assertThat(arrival.await(LONG)).isTrue();
  }

  @Test
  void endsTheWaitWithoutIfTheFrameworkIsStopped() throws Exception {
    Arrival arrival = Arrival.of(Runnable.class.getName(), context);
    framework.stop();
    framework.waitForStop(LONG.toMillis());

    assertThat(arrival.await(SHORT)).isFalse();
  }

  @Test
  void doesNotTakeAnotherServiceForIt() throws Exception {
    Arrival arrival = Arrival.of(Runnable.class.getName(), context);
    context.registerService(Comparable.class, "other", null);

    assertThat(arrival.await(SHORT)).isFalse();
  }
}
