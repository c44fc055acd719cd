// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.web.Fetcher.Fetched;
import org.parley.api.web.WebTarget;

/**
 * A feed as it was read.
 *
 * @param items the oldest first
 */
record FeedDocument(String title, List<Item> items) {
  /**
   * @param guid what the feed calls it, or else its address
   */
  record Item(
      String guid,
      URI address,
      String title,
      String summary,
      Optional<URI> image,
      Optional<Instant> publishedAt) {}

  static FeedDocument read(Fetched fetched) {
    String start =
        new String(fetched.body(), 0, Math.min(64, fetched.body().length), UTF_8).strip();
    try {
      return start.startsWith("{") ? ofJson(fetched) : ofXml(fetched);
    } catch (IOException | FeedException | RuntimeException e) {
      throw new ParleyException(Fault.REMOTE, "The feed cannot be read: " + e.getMessage(), e);
    }
  }

  private static FeedDocument ofXml(Fetched fetched) throws IOException, FeedException {
    var input = new SyndFeedInput();
    input.setAllowDoctypes(false);
    String type = fetched.header("content-type").orElse("application/xml");
    try (var reader = new XmlReader(new ByteArrayInputStream(fetched.body()), type, true)) {
      SyndFeed feed = input.build(reader);
      return of(
          feed.getTitle(), feed.getEntries().stream().map(entry -> item(fetched.address(), entry)));
    }
  }

  private static FeedDocument ofJson(Fetched fetched) {
    JsonObject feed = Jsoner.deserialize(new String(fetched.body(), UTF_8), new JsonObject());
    if (!(feed.get("items") instanceof Collection<?> items)) {
      throw new IllegalArgumentException("There are no items in it");
    }
    return of(
        feed.getString("title"),
        items.stream()
            .filter(JsonObject.class::isInstance)
            .map(item -> item(fetched.address(), (JsonObject) item)));
  }

  /** Feeds mostly begin with the youngest; those without a date keep their place. */
  private static FeedDocument of(@Nullable String title, Stream<Optional<Item>> items) {
    List<Item> oldestFirst = new ArrayList<>(items.flatMap(Optional::stream).toList());
    Collections.reverse(oldestFirst);
    oldestFirst.sort(Comparator.comparing(item -> item.publishedAt().orElse(Instant.EPOCH)));
    return new FeedDocument(PlainText.of(title), List.copyOf(oldestFirst));
  }

  private static Optional<Item> item(URI feed, SyndEntry entry) {
    Date date =
        entry.getPublishedDate() == null ? entry.getUpdatedDate() : entry.getPublishedDate();
    SyndContent content =
        entry.getDescription() != null
            ? entry.getDescription()
            : entry.getContents().stream().findFirst().orElse(null);
    return address(feed, entry.getLink())
        .map(
            address ->
                new Item(
                    guid(entry.getUri(), address),
                    address,
                    PlainText.of(entry.getTitle()),
                    PlainText.of(content == null ? null : content.getValue()),
                    picture(feed, entry),
                    Optional.ofNullable(date).map(Date::toInstant)));
  }

  private static Optional<Item> item(URI feed, JsonObject item) {
    String text =
        Stream.of("summary", "content_text", "content_html")
            .map(item::getString)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("");
    return address(feed, item.getString("url"))
        .map(
            address ->
                new Item(
                    guid(item.getString("id"), address),
                    address,
                    PlainText.of(item.getString("title")),
                    PlainText.of(text),
                    address(feed, item.getString("image")),
                    instant(item.getString("date_published"))));
  }

  private static Optional<URI> picture(URI feed, SyndEntry entry) {
    return entry.getEnclosures().stream()
        .filter(enclosure -> String.valueOf(enclosure.getType()).startsWith("image/"))
        .map(SyndEnclosure::getUrl)
        .findFirst()
        .flatMap(address -> address(feed, address));
  }

  private static String guid(@Nullable String guid, URI address) {
    return guid == null || guid.isBlank() ? address.toString() : guid.strip();
  }

  /** An item leads to a web page, or it is none. */
  private static Optional<URI> address(URI feed, @Nullable String link) {
    if (link == null || link.isBlank()) {
      return Optional.empty();
    }
    return WebTarget.find(whole(feed, link.strip())).map(WebTarget::address);
  }

  private static String whole(URI feed, String link) {
    try {
      return feed.resolve(link).toString();
    } catch (IllegalArgumentException unescaped) {
      return link;
    }
  }

  private static Optional<Instant> instant(@Nullable String date) {
    try {
      return Optional.ofNullable(date).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
