// SPDX-License-Identifier: Apache-2.0
package org.example.board;

import static org.apache.camel.Exchange.HTTP_QUERY;
import static org.parley.api.connectors.Capability.FEED_IN;
import static org.parley.api.connectors.Capability.PUBLISH;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.osgi.service.component.annotations.Component;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;
import org.parley.connector.Connector;
import org.parley.connector.Outgoing;
import org.parley.connector.Poll;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;
import org.parley.connector.Signature;
import org.parley.connector.Webhook;

/** Hangs notices up on a board, and reads what others hang up. */
@Component(service = Connector.class)
public final class Board implements Connector<BoardSettings> {
  // [descriptor]
  @Override
  public Descriptor descriptor() {
    return Descriptor.of("board", "Notice board", Kind.COMMUNITY)
        .summary(
            "Hangs posts up on a notice board, and reads what others hang up",
            "Hängt Beiträge an ein Brett und liest, was andere aushängen")
        .can(PUBLISH, Repeat.readBack(Duration.ofSeconds(1)))
        .has(FEED_IN)
        .text(TextRules.of(TextUnit.CODE_POINTS, 280))
        .signIn(new SignIn.Key())
        .budget(RateBudget.of(60, Duration.ofMinutes(1)).parallel(2));
  }

  // [/descriptor]

  @Override
  public SettingsType<BoardSettings> settings() {
    return SettingsType.of(BoardSettings.class);
  }

  // [routes]
  @Override
  public void routes(Routes routes, BoardSettings settings) {
    String key = "Bearer " + settings.key().reveal();
    String notices = settings.address() + "/notices";
    routes
        .check()
        .setHeader("Authorization")
        .constant(key)
        .to(settings.address() + "/me?httpMethod=GET")
        .transform()
        .simple("Signed in as ${body}");
    publish(routes, notices, key);
    read(routes, notices + "?httpMethod=GET", settings);
  }

  // [/routes]

  // [publish]
  private static void publish(Routes routes, String notices, String key) {
    routes
        .sink(PUBLISH)
        .setHeader("Authorization")
        .constant(key)
        .transform()
        .body(Outgoing.class, Notice.New::of)
        .marshal()
        .json()
        .to(notices + "?httpMethod=POST")
        .unmarshal()
        .json(Notice.class)
        .transform()
        .body(Notice.class, Notice::delivered);
    routes
        .readBack(PUBLISH)
        .setHeader("Authorization")
        .constant(key)
        .setHeader(HTTP_QUERY)
        .simple("reference=${body.key}")
        .to(notices + "?httpMethod=GET")
        .unmarshal()
        .json(Notice.Several.class)
        .transform()
        .body(Notice.Several.class, Notice.Several::delivered);
  }

  // [/publish]

  // [read]
  private static void read(Routes routes, String notices, BoardSettings settings) {
    routes
        .poll(FEED_IN, settings.pace())
        .setHeader("Authorization")
        .constant("Bearer " + settings.key().reveal())
        .setHeader(HTTP_QUERY)
        .body(Poll.class, poll -> query(settings, poll))
        .to(notices)
        .unmarshal()
        .json(Notice.Several.class)
        .transform()
        .body(Notice.Several.class, page -> page.polled(routes.account()));
    routes
        .webhook(FEED_IN, Signature.hub(settings.key()))
        .transform()
        .body(Webhook.class, Webhook::body)
        .unmarshal()
        .json(Notice.class)
        .transform()
        .body(Notice.class, notice -> List.of(notice.found(routes.account())));
  }

  private static String query(BoardSettings settings, Poll poll) {
    return "topic=" + settings.topic() + "&after=" + poll.cursor().orElse("");
  }

  // [/read]

  // [explain]
  /** At night the board answers 409, which elsewhere means that this notice will never do. */
  @Override
  public Optional<ParleyException> explain(Throwable failure) {
    return failure instanceof HttpOperationFailedException answer
            && answer.getStatusCode() == 409
            && answer.getResponseBody().contains("closed")
        ? Optional.of(ParleyException.retryAfter(Duration.ofMinutes(10), "The board is closed"))
        : Optional.empty();
  }
  // [/explain]
}
