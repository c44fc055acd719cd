// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.OutwardReader;
import org.parley.api.bus.Subscription;
import org.parley.connector.BusHeaders;

/** Feeds a route as a group: a record is done with when its exchange has completed. */
final class BusConsumer extends DefaultConsumer implements OutwardReader {
  private final BusEndpoint endpoint;

  BusConsumer(BusEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
  }

  @Override
  public Subscription subscription() {
    return endpoint.subscription();
  }

  @Override
  public CompletionStage<Void> read(Delivery delivery) {
    Exchange exchange = createExchange(true);
    fill(exchange.getMessage(), delivery);
    CompletableFuture<Void> done = new CompletableFuture<>();
    getAsyncProcessor().process(exchange, anyThread -> end(exchange, done));
    return done;
  }

  private static void fill(Message message, Delivery delivery) {
    BusRecord record = delivery.record();
    message.setBody(record.data());
    message.setHeader(BusHeaders.ID, record.id().toString());
    message.setHeader(BusHeaders.TYPE, record.type());
    message.setHeader(BusHeaders.SUBJECT, record.subject());
    message.setHeader(BusHeaders.KEY, record.partitionKey());
    message.setHeader(BusHeaders.TIME, record.time());
    record.traceparent().ifPresent(trace -> message.setHeader(BusHeaders.TRACEPARENT, trace));
    message.setHeader(BusHeaders.ATTEMPT, delivery.attempt());
    message.setHeader(BusHeaders.REPLAYED, delivery.replayed());
  }

  private static void end(Exchange exchange, CompletableFuture<Void> done) {
    Exception failure = exchange.getException();
    if (failure != null) {
      done.completeExceptionally(failure);
    } else if (exchange.isRollbackOnly()) {
      done.completeExceptionally(new IllegalStateException("The route rolled the exchange back"));
    } else {
      done.complete(null);
    }
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    endpoint.bus().groups().add(new Reader.Outward(subscription(), this));
  }

  @Override
  protected void doStop() throws Exception {
    endpoint.bus().groups().remove(this);
    super.doStop();
  }

  @Override
  protected void doSuspend() throws Exception {
    endpoint.bus().groups().remove(this);
    super.doSuspend();
  }

  @Override
  protected void doResume() throws Exception {
    super.doResume();
    endpoint.bus().groups().add(new Reader.Outward(subscription(), this));
  }
}
