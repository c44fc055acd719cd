// SPDX-License-Identifier: Apache-2.0
package org.parley.camel.internal;

import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.StreamCachingStrategy;
import org.osgi.service.component.annotations.Component;
import org.parley.connector.CamelContexts;

/** Contexts whose class loader follows the wires of the bundle they are made for. */
@Component
public final class WiredContexts implements CamelContexts {

  /** A connector's work is repeated by the bus, so a stop need not wait for a slow remote. */
  private static final long SECONDS_TO_STOP = 5;

  /** Larger than any record of the bus: only media from outside are ever written to disk. */
  private static final long SPOOL_ABOVE_BYTES = 2L << 20;

  @Override
  public CamelContext create(String name, ClassLoader loader) {
    var context = new DefaultCamelContext(false);
    var view = WiredLoader.of(name, loader);
    context.getCamelContextExtension().setName(name);
    context.setApplicationContextClassLoader(view);
    context.disableJMX();
    context.setStartupSummaryLevel(StartupSummaryLevel.Off);
    context.getShutdownStrategy().setTimeout(SECONDS_TO_STOP);
    context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
    spool(context.getStreamCachingStrategy());
    context
        .getExecutorServiceManager()
        .addThreadFactoryListener(
            (source, factory) -> task -> seeing(view, factory.newThread(task)));
    context.build();
    return context;
  }

  private static void spool(StreamCachingStrategy strategy) {
    strategy.setSpoolEnabled(true);
    strategy.setSpoolThreshold(SPOOL_ABOVE_BYTES);
  }

  private static Thread seeing(ClassLoader view, Thread thread) {
    thread.setContextClassLoader(view);
    return thread;
  }
}
