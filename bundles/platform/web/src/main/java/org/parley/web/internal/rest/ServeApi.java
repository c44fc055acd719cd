// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** One route for each operation of the document. */
final class ServeApi extends RouteBuilder {
  /** Where the servlet leaves what it has found for the route. */
  static final String MATCH = "org.parley.web.match";

  static final String TRACE = "org.parley.web.trace";

  private final Contract contract;
  private final Desk desk;
  private final Failures failures;

  ServeApi(Contract contract, Desk desk, Failures failures) {
    this.contract = contract;
    this.desk = desk;
    this.failures = failures;
  }

  @Override
  public void configure() {
    onException(Exception.class).handled(true).process(this::explain);
    contract.operations().forEach(this::serve);
  }

  private void serve(Operation operation) {
    from(address(operation))
        .routeId("web." + words(operation.id()))
        .routeDescription(operation.summary())
        .process(this::answer);
  }

  static String address(Operation operation) {
    String methods = operation.method().equals("GET") ? "GET,HEAD" : operation.method();
    return "servlet:%s?httpMethodRestrict=%s".formatted(operation.path(), methods);
  }

  private void answer(Exchange exchange) throws IOException {
    HttpServletRequest request = request(exchange);
    if (!(request.getAttribute(MATCH) instanceof Operation.Match match)) {
      throw new IllegalStateException("A request came past the servlet");
    }
    exchange.getMessage().setBody(desk.answer(match, request));
  }

  private void explain(Exchange exchange) {
    Exception failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    Object trace = request(exchange).getAttribute(TRACE);
    exchange.getMessage().setBody(failures.answer(failure, String.valueOf(trace)));
  }

  private static HttpServletRequest request(Exchange exchange) {
    return exchange.getIn().getBody(HttpServletRequest.class);
  }

  private static String words(String id) {
    return id.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
