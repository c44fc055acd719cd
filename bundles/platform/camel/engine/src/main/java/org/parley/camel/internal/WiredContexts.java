// SPDX-License-Identifier: Apache-2.0
package org.parley.camel.internal;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
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
    var view = WiredLoader.of(name, loader);
    // Camel's scanners keep the loader of the thread that makes them, hence all of it under the
    // view
    return view.during(() -> build(name, view));
  }

  private static CamelContext build(String name, WiredLoader view) {
    var context = new DefaultCamelContext(false);
    context.disableJMX();
    context.setStartupSummaryLevel(StartupSummaryLevel.Off);
    context.getCamelContextExtension().setName(name);
    see(context, view);
    spool(context);
    stopSoon(context);
    context.addLifecycleStrategy(new ForgetTypes());
    context.build();
    OwnSimple.bind(context);
    TolerantJson.bind(context);
    return context;
  }

  private static void see(DefaultCamelContext context, WiredLoader view) {
    var resolver = new WiredResolver(view);
    resolver.setCamelContext(context);
    context.setClassResolver(resolver);
    context.setApplicationContextClassLoader(view);
    context.getCamelContextExtension().addInterceptStrategy(new WiredSteps(view));
    context
        .getExecutorServiceManager()
        .addThreadFactoryListener((source, threads) -> seeing(view, threads));
  }

  private static ThreadFactory seeing(WiredLoader view, ThreadFactory threads) {
    return task -> {
      Thread thread = threads.newThread(task);
      thread.setContextClassLoader(view);
      return thread;
    };
  }

  private static void spool(CamelContext context) {
    context.getStreamCachingStrategy().setSpoolEnabled(true);
    context.getStreamCachingStrategy().setSpoolThreshold(SPOOL_ABOVE_BYTES);
  }

  private static void stopSoon(CamelContext context) {
    context.getShutdownStrategy().setTimeout(SECONDS_TO_STOP);
    context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
  }
}
