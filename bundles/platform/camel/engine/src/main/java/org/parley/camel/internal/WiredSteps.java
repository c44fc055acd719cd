// SPDX-License-Identifier: Apache-2.0
package org.parley.camel.internal;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Runs every step under the context's view, whoever's thread it is: mail and other libraries look
 * for their parts by the context class loader.
 */
final class WiredSteps implements InterceptStrategy {

  private final WiredLoader view;

  WiredSteps(WiredLoader view) {
    this.view = view;
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode step, Processor target, @Nullable Processor next) {
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        return view.during(() -> super.process(exchange, callback));
      }
    };
  }
}
