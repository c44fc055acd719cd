// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.util.Objects.requireNonNull;
import static org.apache.camel.Exchange.HTTP_METHOD;
import static org.apache.camel.Exchange.HTTP_QUERY;
import static org.parley.api.connectors.Capability.AUDIENCE;
import static org.parley.api.connectors.Capability.INBOX;
import static org.parley.api.connectors.Capability.LISTEN_POLL;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.model.ProcessorDefinition;
import org.parley.connector.Found;
import org.parley.connector.Poll;
import org.parley.connector.Routes;
import org.parley.connector.mastodon.Mastodon.Settings;

/** What comes in: notifications, messages among them, and who follows. */
record Hearing(Routes routes, Settings settings) {
  void lay() {
    get(routes.check(), "/api/v1/accounts/verify_credentials", Member.class)
        .setBody()
        .simple("Signed in as @${body.acct}");
    get(routes.rules(), "/api/v2/instance", Instance.class)
        .transform()
        .body(Instance.class, Instance::rules);
    var ear = new Notification.Ear(routes.account(), settings.host());
    Duration pace = requireNonNull(settings.pace());
    notifications(routes.poll(LISTEN_POLL, pace), Notification.TYPES, ear::toldInPublic);
    notifications(routes.poll(INBOX, pace), Notification.MENTIONS, ear::message);
    audience(new Audience.Door(routes.account(), settings.host()));
  }

  private void notifications(
      ProcessorDefinition<?> route,
      String types,
      Function<Notification, Optional<Found>> understood) {
    route.setHeader(HTTP_QUERY).body(Poll.class, poll -> Notification.query(types, poll));
    get(route, "/api/v1/notifications", Notification[].class)
        .transform()
        .body(Notification[].class, page -> Notification.polled(page, understood));
  }

  /** Who followed before is listed once, page by page; later ones are heard of as they come. */
  private void audience(Audience.Door door) {
    get(
            routes.poll(AUDIENCE, requireNonNull(settings.pace())).process(Audience::begin),
            "/api/v1/accounts/verify_credentials",
            Member.class)
        .process(Audience::count)
        .filter(Audience::isListed)
        .process(Audience::ask)
        .to(settings.at("/api/v1/accounts"))
        .process(Audience::noteNext)
        .unmarshal(Words.of(Member[].class))
        .process(Audience::keep)
        .end()
        .setBody(door::polled);
  }

  private ProcessorDefinition<?> get(ProcessorDefinition<?> route, String path, Class<?> answer) {
    return route
        .setHeader(HTTP_METHOD)
        .constant("GET")
        .setBody()
        .simple("${null}")
        .to(settings.at(path))
        .unmarshal(Words.of(answer));
  }
}
