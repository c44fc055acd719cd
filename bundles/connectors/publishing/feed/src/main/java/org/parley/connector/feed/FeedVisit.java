// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.feed;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.content.ItemReceived;
import org.parley.api.web.Fetcher;
import org.parley.api.web.Fetcher.Fetched;
import org.parley.api.web.Fetcher.Wanted;
import org.parley.connector.Found;
import org.parley.connector.Poll;
import org.parley.connector.Polled;

/** Asks for a feed, and for nothing that has not changed (conditional GET, RFC 9110). */
final class FeedVisit {
  private static final String ACCEPT =
      "application/feed+json, application/atom+xml, application/rss+xml, application/json;q=0.9, */*;q=0.8";

  private final Fetcher fetcher;
  private final FeedIn.Settings settings;

  FeedVisit(Fetcher fetcher, FeedIn.Settings settings) {
    this.fetcher = fetcher;
    this.settings = settings;
  }

  /** What the feed is called and holds. */
  String describe() {
    FeedDocument feed = FeedDocument.read(fetch(Optional.empty()));
    return "Found " + feed.items().size() + " items in '" + feed.title() + "'";
  }

  /** The items, the oldest first, and what to ask with next time. */
  Polled items(UUID account, Poll poll) {
    Fetched fetched = fetch(poll.cursor());
    if (fetched.status() == 304) {
      return Polled.nothing();
    }
    List<FeedDocument.Item> items = FeedDocument.read(fetched).items();
    int skipped =
        poll.cursor().isPresent()
            ? 0
            : Math.max(0, items.size() - requireNonNull(settings.backlog()));
    List<Found> finds =
        items.stream().skip(skipped).map(item -> found(account, item, poll)).toList();
    return Polled.of(finds, cursor(fetched));
  }

  private Fetched fetch(Optional<String> cursor) {
    Map<String, String> headers = new HashMap<>(Map.of("accept", ACCEPT));
    String[] known = cursor.orElse("\n").split("\n", -1);
    if (!known[0].isEmpty()) {
      headers.put("if-none-match", known[0]);
    }
    if (!known[1].isEmpty()) {
      headers.put("if-modified-since", known[1]);
    }
    Wanted usual = Wanted.of(requireNonNull(settings.address()));
    Fetched fetched =
        fetcher.fetch(new Wanted(usual.address(), headers, usual.mostBytes(), usual.within()));
    if (fetched.status() != 200 && fetched.status() != 304) {
      throw refused(fetched);
    }
    return fetched;
  }

  private static ParleyException refused(Fetched fetched) {
    String message = "The feed's server answered with status '" + fetched.status() + "'";
    return switch (fetched.status()) {
      case 401, 403 -> new ParleyException(Fault.CREDENTIALS, message);
      case 404, 410 -> new ParleyException(Fault.SETTINGS, message + "; the feed is not there");
      default ->
          fetched
              .header("retry-after")
              .filter(wish -> wish.matches("\\d{1,9}"))
              .map(wish -> ParleyException.retryAfter(bounded(Long.parseLong(wish)), message))
              .orElseGet(() -> new ParleyException(Fault.REMOTE, message));
    };
  }

  /** What a server asks for beyond a day is more likely a mistake than a wish. */
  private static Duration bounded(long seconds) {
    return Duration.ofSeconds(Math.min(seconds, Duration.ofDays(1).toSeconds()));
  }

  private static String cursor(Fetched fetched) {
    return fetched.header("etag").orElse("") + "\n" + fetched.header("last-modified").orElse("");
  }

  /** A first visit may skip what is older; the hub drops what it has seen. */
  private static Found found(UUID account, FeedDocument.Item item, Poll poll) {
    var received =
        new ItemReceived(
            account,
            item.guid(),
            item.address(),
            item.title(),
            item.summary(),
            item.image(),
            item.publishedAt().orElse(poll.now()));
    return new Found(item.guid(), account.toString(), received);
  }
}
