// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.support.EventNotifierSupport;

/** Notes on each exchange that something is about to leave the hub. */
final class NoteSending extends EventNotifierSupport {
  static final String SENT = "ParleySent";

  @Override
  public boolean isEnabled(CamelEvent event) {
    return event instanceof ExchangeSendingEvent;
  }

  @Override
  public void notify(CamelEvent event) {
    if (event instanceof ExchangeSendingEvent sending && sending.getEndpoint().isRemote()) {
      sending.getExchange().setProperty(SENT, true);
    }
  }
}
