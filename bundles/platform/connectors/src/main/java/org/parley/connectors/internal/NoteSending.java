// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSentEvent;
import org.apache.camel.support.EventNotifierSupport;

/**
 * Notes on each exchange that something is about to leave the hub, and passes on the headers of
 * what came back.
 */
final class NoteSending extends EventNotifierSupport {
  static final String SENT = "ParleySent";

  /** Holds a {@link Hearing}, also where a route splits its exchange. */
  static final String HEARING = "ParleyHearing";

  @Override
  public boolean isEnabled(CamelEvent event) {
    return event instanceof ExchangeSendingEvent || event instanceof ExchangeSentEvent;
  }

  @Override
  public void notify(CamelEvent event) {
    if (event instanceof ExchangeSendingEvent sending && sending.getEndpoint().isRemote()) {
      sending.getExchange().setProperty(SENT, true);
      if (sending.getExchange().getProperty(HEARING) instanceof Hearing hearing) {
        hearing.sends();
      }
    } else if (event instanceof ExchangeSentEvent sent && sent.getEndpoint().isRemote()) {
      hear(sent.getExchange());
    }
  }

  private static void hear(Exchange exchange) {
    if (exchange.getProperty(HEARING) instanceof Hearing hearing) {
      if (exchange.getException() instanceof HttpOperationFailedException failed) {
        hearing.hear(failed.getResponseHeaders());
      } else if (exchange.getException() == null) {
        hearing.hear(exchange.getMessage().getHeaders());
      }
    }
  }

  /** Takes the headers of an answer. */
  interface Hearing {
    void hear(Map<String, ?> headers);

    /** Something is about to leave. */
    void sends();
  }
}
