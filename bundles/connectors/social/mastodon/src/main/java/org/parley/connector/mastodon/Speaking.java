// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static org.apache.camel.Exchange.HTTP_METHOD;
import static org.apache.camel.Exchange.HTTP_PATH;
import static org.parley.api.connectors.Capability.DELETE;
import static org.parley.api.connectors.Capability.DIRECT_MESSAGE;
import static org.parley.api.connectors.Capability.EDIT;
import static org.parley.api.connectors.Capability.PUBLISH;
import static org.parley.api.connectors.Capability.REPLY;

import org.apache.camel.model.ProcessorDefinition;
import org.parley.api.connectors.Capability;
import org.parley.api.web.Fetcher;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.Routes;
import org.parley.connector.mastodon.Mastodon.Settings;

/** What goes out: posts, answers and messages are all the same to Mastodon. */
record Speaking(Routes routes, Settings settings) {
  private static final String STATUSES = "/api/v1/statuses";
  private static final String REMOVED = "removed";

  void lay(Fetcher fetcher) {
    prepare(PUBLISH, fetcher);
    prepare(EDIT, fetcher);
    post(PUBLISH);
    post(REPLY);
    post(DIRECT_MESSAGE);
    edit();
    remove();
  }

  private void prepare(Capability sink, Fetcher fetcher) {
    routes
        .prepare(sink)
        .process(Upload::begin)
        .split()
        .body(Outgoing.class, outgoing -> Picture.of(outgoing, fetcher))
        .process(Upload::send)
        .to(settings.at("/api/v2/media"))
        .process(Upload::noteProcessing)
        .unmarshal(Words.of(Upload.Taken.class))
        .process(Upload::keep)
        .end()
        .setBody()
        .exchangeProperty(Upload.RESULT);
  }

  private void post(Capability sink) {
    once(sink)
        .setHeader(HTTP_METHOD)
        .constant("POST")
        .setHeader("Idempotency-Key")
        .simple("${body.key}")
        .transform()
        .body(Outgoing.class, outgoing -> Status.New.of(outgoing, settings))
        .marshal(Words.of(Status.New.class))
        .to(settings.at(STATUSES))
        .unmarshal(Words.of(Status.class))
        .transform()
        .body(Status.class, Status::delivered);
    routes
        .readBack(sink)
        .process(exchange -> ReadBack.begin(exchange, settings))
        .loopDoWhile(ReadBack::goesOn)
        .process(ReadBack::ask)
        .to(settings.at("/api/v1/accounts"))
        .unmarshal(Words.of(Status[].class))
        .process(ReadBack::look)
        .end()
        .setBody(ReadBack::found);
  }

  /** The same text and pictures as they stand change nothing, so no key is needed. */
  private void edit() {
    once(EDIT)
        .setHeader(HTTP_METHOD)
        .constant("PUT")
        .setHeader(HTTP_PATH)
        .body(Outgoing.class, Speaking::place)
        .transform()
        .body(Outgoing.class, Status.New::edited)
        .marshal(Words.of(Status.New.class))
        .to(settings.at(STATUSES))
        .unmarshal(Words.of(Status.class))
        .transform()
        .body(Status.class, Status::delivered);
  }

  /** What is not there any longer needs not be taken back. */
  private void remove() {
    routes
        .sink(DELETE)
        .setHeader(HTTP_METHOD)
        .constant("DELETE")
        .setHeader(HTTP_PATH)
        .body(Outgoing.class, Speaking::place)
        .setProperty(REMOVED)
        .body(Outgoing.class, outgoing -> Outcome.delivered(standing(outgoing)))
        .setBody()
        .simple("${null}")
        .to(settings.at(STATUSES) + "?okStatusCodeRange=200-299,404")
        .setBody()
        .exchangeProperty(REMOVED);
  }

  private static String place(Outgoing<?> outgoing) {
    return "/" + standing(outgoing);
  }

  private static String standing(Outgoing<?> outgoing) {
    return outgoing.on().orElseThrow().remoteId();
  }

  /** Begins a sink that waits until the server is done with the pictures. */
  private ProcessorDefinition<?> once(Capability sink) {
    return routes
        .sink(sink)
        .split()
        .body(Outgoing.class, Upload::processing)
        .process(Upload::ask)
        .to(settings.at("/api/v1/media"))
        .process(Upload::mustBeReady)
        .end();
  }
}
