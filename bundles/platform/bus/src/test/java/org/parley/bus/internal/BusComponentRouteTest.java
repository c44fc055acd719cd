// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.parley.bus.internal.Running.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.PageRequest;
import org.parley.api.ParleyException;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.Topics;
import org.parley.api.bus.UnknownData;
import org.parley.api.leads.LeadScored;
import org.parley.api.store.Store;
import org.parley.connector.BusHeaders;
import org.parley.testkit.StoreTest;

@StoreTest(room = "bus")
class BusComponentRouteTest {
  private final Running bus;
  private final CamelContext context = new DefaultCamelContext();
  private final List<Exchange> seen = new CopyOnWriteArrayList<>();

  BusComponentRouteTest(Store store) {
    this.bus = new Running(store);
    context.addComponent("bus", new BusComponent(bus.engine.forRoutes()));
  }

  @AfterEach
  void stop() {
    context.stop();
    bus.close();
  }

  @TestTemplate
  void feedsARouteWithTheTypesThatItWants() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("bus:things?group=r&types=thing.done").process(seen::add);
          }
        });

    bus.append(record("a", 1));
    bus.append(
        record("a", 2),
        BusRecord.of("/test", "a", Instant.now(), new UnknownData("things", "thing.lost", "3")));
    bus.append(record("a", 4));

    await().untilAsserted(() -> assertThat(seen).hasSize(3));
    assertThat(seen.get(0).getMessage().getHeader(BusHeaders.KEY)).isEqualTo("a");
    assertThat(seen.get(0).getMessage().getHeader(BusHeaders.ATTEMPT)).isEqualTo(1);
    assertThat(seen.get(0).getMessage().getBody()).isInstanceOf(UnknownData.class);
  }

  @TestTemplate
  void handsTheFailureOfARouteToTheBus() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("bus:things?group=r")
                .process(
                    exchange -> {
                      if (attempts.incrementAndGet() < 3) {
                        throw ParleyException.retryAfter(Duration.ofMillis(300), "Slow down");
                      }
                      throw new InvalidInput("name", "is empty");
                    });
          }
        });
    long began = System.nanoTime();

    bus.append(record("a", 1));

    await()
        .untilAsserted(
            () ->
                assertThat(bus.engine.desk().parked(PageRequest.first(9)).items())
                    .hasSize(1)
                    .allSatisfy(parked -> assertThat(parked.fault()).isEqualTo(Fault.INPUT)));
    assertThat(attempts).hasValue(3);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(600));
  }

  @TestTemplate
  void appendsOnceWhatARouteMakesOfARepeatedDelivery() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    UUID lead = UUID.randomUUID();
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("bus:things?group=r")
                .setBody(any -> new LeadScored(lead, 7, List.of()))
                .to("bus:leads")
                .process(
                    exchange -> {
                      if (attempts.incrementAndGet() < 3) {
                        throw new ParleyException(Fault.REMOTE, "Down");
                      }
                    });
            from("bus:leads?group=s").process(seen::add);
          }
        });

    bus.append(record("a", 1));

    await().untilAsserted(() -> assertThat(attempts).hasValue(3));
    await()
        .untilAsserted(
            () ->
                assertThat(bus.engine.desk().topics())
                    .anySatisfy(
                        topic -> {
                          assertThat(topic.topic()).isEqualTo(Topics.LEADS);
                          assertThat(topic.last()).isEqualTo(3);
                        }));
    await()
        .untilAsserted(
            () ->
                assertThat(bus.engine.desk().groups())
                    .allSatisfy(group -> assertThat(group.lag()).isZero()));
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).getMessage().getBody()).isEqualTo(new LeadScored(lead, 7, List.of()));
  }

  @TestTemplate
  void refusesWhatIsNoRecordOfTheTopic() throws Exception {
    start(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from("direct:in").to("bus:leads");
          }
        });

    Exchange text = send("hello");
    Exchange foreign = send(new UnknownData("things", "thing.done", "1"));

    assertThat(text.getException()).isInstanceOf(InvalidInput.class);
    assertThat(foreign.getException()).hasMessageContaining("belongs to topic 'things'");
  }

  private Exchange send(Object body) {
    return context
        .createProducerTemplate()
        .send(
            "direct:in",
            exchange -> {
              exchange.getMessage().setBody(body);
              exchange.getMessage().setHeader(BusHeaders.SUBJECT, "a");
            });
  }

  @TestTemplate
  void refusesToReadWithoutAGroup() {
    assertThatThrownBy(
            () ->
                start(
                    new RouteBuilder() {
                      @Override
                      public void configure() {
                        from("bus:things").process(seen::add);
                      }
                    }))
        .hasMessageContaining("Endpoint 'bus://things' reads without a group; add '?group=<name>'");
  }

  private void start(RouteBuilder routes) throws Exception {
    context.addRoutes(routes);
    context.start();
  }
}
