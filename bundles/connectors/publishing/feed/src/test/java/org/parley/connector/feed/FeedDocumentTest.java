// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.web.Fetcher.Fetched;

class FeedDocumentTest {
  @Test
  void readsAtom() {
    FeedDocument feed =
        read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>f</id><updated>2026-03-01T09:00:00Z</updated>
            <entry><id>tag:example.org,2026:1</id><title type="html">A &amp;amp; B</title><updated>2026-03-01T09:00:00Z</updated>
            <link href="https://example.org/1"/><summary>Short</summary></entry></feed>
            """);

    assertThat(feed.title()).isEqualTo("News");
    FeedDocument.Item item = feed.items().get(0);
    assertThat(item.guid()).isEqualTo("tag:example.org,2026:1");
    assertThat(item.title()).isEqualTo("A & B");
    assertThat(item.summary()).isEqualTo("Short");
    assertThat(item.publishedAt()).contains(Instant.parse("2026-03-01T09:00:00Z"));
  }

  @Test
  void readsJsonFeed() {
    FeedDocument feed =
        read(
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [
              {"id": 2, "url": "/two", "content_html": "<p>Two</p>", "date_published": "2026-03-02T10:00:00+01:00"},
              {"id": "1", "url": "https://example.org/one", "title": "One", "summary": "S", "image": "/i.png"},
              {"id": "no address"}]}
            """);

    assertThat(feed.items()).extracting(FeedDocument.Item::guid).containsExactly("1", "2");
    assertThat(feed.items().get(1).address()).isEqualTo(URI.create("https://example.org/two"));
    assertThat(feed.items().get(1).summary()).isEqualTo("Two");
    assertThat(feed.items().get(1).publishedAt()).contains(Instant.parse("2026-03-02T09:00:00Z"));
    assertThat(feed.items().get(0).image()).contains(URI.create("https://example.org/i.png"));
  }

  @Test
  void takesItemsThatLeadToAWebPage() {
    FeedDocument feed =
        read(
            """
            {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [
              {"id": "1", "url": "https://ada:secret@example.org/"},
              {"id": "2", "url": "https://example.org:99999/"},
              {"id": "3", "url": "javascript:alert(1)"},
              {"id": "4", "url": "https://example.org/a b"}]}
            """);

    assertThat(feed.items()).extracting(FeedDocument.Item::guid).containsExactly("4");
    assertThat(feed.items().get(0).address()).hasToString("https://example.org/a%20b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "plain",
        "<rss",
        "<html/>",
        "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><title>&x;</title></channel></rss>"
      })
  void refusesWhatIsNoFeed(String body) {
    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.fault()).isEqualTo(Fault.REMOTE))
        .hasMessageStartingWith("The feed cannot be read");
  }

  @ParameterizedTest
  @CsvSource({
    "'<p>Fish &amp; chips</p>', Fish & chips",
    "'a<br/>b', a b",
    "'1 < 2 and 3 > 2', 1 < 2 and 3 > 2",
    "'Gr&uuml;&szlig;e &#x1F44B; &unknown;', Grüße 👋 &unknown;",
    "'x<style>p{}</style><!-- c -->y', x y"
  })
  void makesPlainText(String html, String text) {
    assertThat(PlainText.of(html)).isEqualTo(text);
  }

  private static FeedDocument read(String body) {
    return FeedDocument.read(
        new Fetched(
            URI.create("https://example.org/feed"),
            200,
            Map.of("content-type", List.of("text/xml; charset=utf-8")),
            body.getBytes(UTF_8)));
  }
}
