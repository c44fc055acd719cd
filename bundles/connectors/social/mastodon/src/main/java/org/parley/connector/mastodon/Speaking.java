// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.util.Objects.requireNonNull;
import static org.apache.camel.Exchange.HTTP_METHOD;
import static org.parley.api.connectors.Capability.PUBLISH;

import org.parley.api.web.Fetcher;
import org.parley.connector.Outgoing;
import org.parley.connector.Routes;
import org.parley.connector.mastodon.Mastodon.Settings;

/** What goes out. */
record Speaking(Routes routes, Settings settings) {
  void lay(Fetcher fetcher) {
    prepare(fetcher);
    post();
    readBack();
  }

  private void prepare(Fetcher fetcher) {
    routes
        .prepare(PUBLISH)
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

  private void post() {
    String visibility = requireNonNull(settings.visibility()).name();
    routes
        .sink(PUBLISH)
        .split()
        .body(Outgoing.class, Upload::processing)
        .process(Upload::ask)
        .to(settings.at("/api/v1/media"))
        .process(Upload::mustBeReady)
        .end()
        .setHeader(HTTP_METHOD)
        .constant("POST")
        .setHeader("Idempotency-Key")
        .simple("${body.key}")
        .transform()
        .body(Outgoing.class, outgoing -> Status.New.of(outgoing, visibility))
        .marshal(Words.of(Status.New.class))
        .to(settings.at("/api/v1/statuses"))
        .unmarshal(Words.of(Status.class))
        .transform()
        .body(Status.class, Status::delivered);
  }

  private void readBack() {
    routes
        .readBack(PUBLISH)
        .process(ReadBack::begin)
        .loopDoWhile(ReadBack::goesOn)
        .process(ReadBack::ask)
        .to(settings.at("/api/v1/accounts"))
        .unmarshal(Words.of(Status[].class))
        .process(ReadBack::look)
        .end()
        .setBody(ReadBack::found);
  }
}
