// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultAsyncProducer;
import org.parley.api.bus.BusRecord;

/** Appends what a route hands over; the route goes on when that is durable. */
final class BusProducer extends DefaultAsyncProducer {
  private final BusEndpoint endpoint;
  private final RecordsOfMessage records;

  BusProducer(BusEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.records =
        new RecordsOfMessage(endpoint.subscription().topic(), endpoint.source(), endpoint.bus());
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    List<BusRecord> appended;
    try {
      appended = records.of(exchange.getMessage());
    } catch (RuntimeException e) {
      exchange.setException(e);
      callback.done(true);
      return true;
    }
    endpoint
        .bus()
        .bus()
        .append(appended)
        .whenCompleteAsync(
            (done, failure) -> {
              exchange.setException(failure);
              callback.done(false);
            },
            endpoint.bus().threads());
    return false;
  }
}
