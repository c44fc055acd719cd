// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.http.common.DefaultHttpBinding;

/** Hands the request to the route as it is and writes the route's {@link Answer}. */
final class ApiBinding extends DefaultHttpBinding {
  private static final String REQUEST = "parley.request";
  private static final int REFUSED = 400;

  private final AnswerWriter writer;

  ApiBinding(AnswerWriter writer) {
    this.writer = writer;
  }

  @Override
  public void readRequest(HttpServletRequest request, Message message) {
    message.setHeader(Exchange.HTTP_PATH, request.getPathInfo());
    message.setBody(request);
    message.getExchange().setProperty(REQUEST, request);
  }

  @Override
  public void writeResponse(Exchange exchange, HttpServletResponse response) throws IOException {
    if (!(exchange.getMessage().getBody() instanceof Answer answer)) {
      throw new IllegalStateException(
          "Route '%s' gave no answer".formatted(exchange.getFromRouteId()));
    }
    if (answer.status() >= REFUSED) {
      Leftover.drain(exchange.getProperty(REQUEST, HttpServletRequest.class), response);
    }
    writer.write(answer, response);
  }
}
