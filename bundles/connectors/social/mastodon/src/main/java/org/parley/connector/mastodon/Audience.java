// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.parley.api.audience.AudienceCounted;
import org.parley.api.audience.FollowerJoined;
import org.parley.connector.Found;
import org.parley.connector.Poll;
import org.parley.connector.Polled;

/**
 * Who follows: a number, told once a day, and once those who did before, page by page.
 *
 * @param cursor of the page that is asked for; {@link #FIRST}, or {@link #ALL} once there is none
 */
record Audience(Instant now, String cursor, long count, Member[] page) {
  private static final String FIRST = "";
  private static final String ALL = "all";
  private static final String STATE = "audience";
  private static final String NEXT = "next";
  private static final Pattern NEXT_PAGE =
      Pattern.compile("<[^>]*[?&]max_id=(\\d+)[^>]*>; *rel=\"next\"");

  static void begin(Exchange exchange) {
    var poll = requireNonNull(exchange.getMessage().getBody(Poll.class));
    exchange.setProperty(
        STATE, new Audience(poll.now(), poll.cursor().orElse(FIRST), 0, new Member[0]));
    exchange.setProperty(NEXT, ALL);
  }

  static void count(Exchange exchange) {
    Audience state = of(exchange);
    long counted = exchange.getMessage().getBody(Member.class).followersCount();
    exchange.setProperty(STATE, new Audience(state.now, state.cursor, counted, state.page));
  }

  static boolean isListed(Exchange exchange) {
    return !of(exchange).cursor.equals(ALL);
  }

  static void ask(Exchange exchange) {
    String cursor = of(exchange).cursor;
    Message message = exchange.getMessage();
    message.removeHeaders("*", "Authorization");
    message.setHeader(Exchange.HTTP_METHOD, "GET");
    message.setHeader(Exchange.HTTP_PATH, "/" + exchange.getProperty("who.id") + "/followers");
    message.setHeader(
        Exchange.HTTP_QUERY, cursor.isEmpty() ? "limit=80" : "limit=80&max_id=" + cursor);
    message.setBody(null);
  }

  static void noteNext(Exchange exchange) {
    Matcher next = NEXT_PAGE.matcher(exchange.getMessage().getHeader("Link", "", String.class));
    if (next.find()) {
      exchange.setProperty(NEXT, next.group(1));
    }
  }

  static void keep(Exchange exchange) {
    Audience state = of(exchange);
    var page = exchange.getMessage().getBody(Member[].class);
    exchange.setProperty(STATE, new Audience(state.now, state.cursor, state.count, page));
  }

  /**
   * Where it is told.
   *
   * @param host of the account's server
   */
  record Door(UUID account, String host) {
    Polled polled(Exchange exchange) {
      Audience state = of(exchange);
      List<Found> finds = new ArrayList<>();
      if (!state.cursor.matches("\\d+")) {
        finds.add(counted(state));
      }
      for (Member member : state.page) {
        var joined =
            new FollowerJoined(account, Mastodon.ID, member.handle(host), Optional.empty());
        finds.add(new Found(member.id(), member.id(), joined));
      }
      String next = exchange.getProperty(NEXT, String.class);
      return new Polled(finds, Optional.of(next), !next.equals(ALL));
    }

    private Found counted(Audience state) {
      String day = state.now.truncatedTo(ChronoUnit.DAYS).toString();
      var counted = new AudienceCounted(account, Mastodon.ID, state.count, state.now);
      return new Found("counted " + day, account.toString(), counted);
    }
  }

  private static Audience of(Exchange exchange) {
    return requireNonNull(exchange.getProperty(STATE, Audience.class));
  }
}
