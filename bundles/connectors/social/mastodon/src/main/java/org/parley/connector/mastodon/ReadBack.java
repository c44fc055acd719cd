// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.mastodon.Mastodon.Settings;

/**
 * Looks for a post among what the account has posted, page by page, back to when the hub first knew
 * of it.
 *
 * @param before the id above which all was looked through
 */
record ReadBack(
    Status.New wanted,
    Instant since,
    @Nullable String before,
    Optional<Status> found,
    boolean more) {
  private static final String STATE = "readBack";
  private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(10);

  static void begin(Exchange exchange, Settings settings) {
    var outgoing = exchange.getMessage().getBody(Outgoing.class);
    Instant born = Instant.ofEpochMilli(outgoing.key().getMostSignificantBits() >>> 16);
    Status.New wanted = Status.New.of(outgoing, settings);
    var begun = new ReadBack(wanted, born.minus(CLOCKS_DIFFER_BY), null, Optional.empty(), true);
    exchange.setProperty(STATE, begun);
  }

  static boolean goesOn(Exchange exchange) {
    return of(exchange).more();
  }

  /** The route's last answer leaves headers behind. */
  static void ask(Exchange exchange) {
    ReadBack state = of(exchange);
    Message message = exchange.getMessage();
    message.removeHeaders("*", "Authorization");
    String query = "limit=40&exclude_reblogs=true";
    message.setHeader(Exchange.HTTP_METHOD, "GET");
    message.setHeader(Exchange.HTTP_PATH, "/" + exchange.getProperty("who.id") + "/statuses");
    message.setHeader(
        Exchange.HTTP_QUERY, state.before() == null ? query : query + "&max_id=" + state.before());
    message.setBody(null);
  }

  static void look(Exchange exchange) {
    exchange.setProperty(STATE, of(exchange).after(exchange.getMessage().getBody(Status[].class)));
  }

  static Optional<Outcome> found(Exchange exchange) {
    return of(exchange).found().map(Status::delivered);
  }

  private ReadBack after(Status... page) {
    if (page.length == 0) {
      return new ReadBack(wanted, since, before, found, false);
    }
    Status last = page[page.length - 1];
    Optional<Status> match =
        Arrays.stream(page)
            .filter(status -> !status.isOlderThan(since) && status.is(wanted))
            .findFirst();
    boolean goesOn = match.isEmpty() && !last.isOlderThan(since);
    return new ReadBack(wanted, since, last.id(), match, goesOn);
  }

  private static ReadBack of(Exchange exchange) {
    return requireNonNull(exchange.getProperty(STATE, ReadBack.class));
  }
}
