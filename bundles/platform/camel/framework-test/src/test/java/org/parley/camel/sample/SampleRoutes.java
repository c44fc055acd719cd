// SPDX-License-Identifier: Apache-2.0
package org.parley.camel.sample;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;

/**
 * One route for each thing that only works when the context sees bundle, packs and engine alike.
 */
final class SampleRoutes extends RouteBuilder {

  @Override
  public void configure() {
    from("direct:post")
        .routeId("sample.send-post")
        .bean(Post.class, "of")
        .marshal()
        .json(JsonLibrary.Jackson)
        .removeHeaders("CamelHttp*")
        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
        .toD("${header.address}")
        .unmarshal()
        .json(JsonLibrary.Jackson, Receipt.class)
        .setBody(simple("${body.id}"));

    from("direct:mail")
        .routeId("sample.send-mail")
        .setHeader("Subject", constant("Grüße aus Parley"))
        .setHeader("From", constant("hub@example.org"))
        .setHeader("To", constant("ada@example.org"))
        .setHeader("CamelMailAlternativeBody", simple("${body}"))
        .setHeader(Exchange.CONTENT_TYPE, constant("text/html; charset=UTF-8"))
        .setBody(simple("<p>${body}</p>"))
        .toD("${header.address}");

    from("direct:queue").routeId("sample.queue-post").to("seda:posts?waitForTaskToComplete=Always");
    from("seda:posts").routeId("sample.name-loader").process(SampleRoutes::nameLoader);
  }

  private static void nameLoader(Exchange exchange) {
    exchange.getMessage().setBody(Thread.currentThread().getContextClassLoader().getName());
  }
}
