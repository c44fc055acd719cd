// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.api.Fault;
import org.parley.api.accounts.Account.Status;
import org.parley.api.content.ItemReceived;
import org.parley.connectorkit.TrialHub;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;

class FeedRouteTest {
  private static final String RSS =
      """
      <?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Ada &amp; Grace</title>
      <link>https://example.org</link><description>x</description>
      <item><guid isPermaLink="false">g2</guid><title>Second</title><link>/second</link>
      <description>&lt;p&gt;Tom&amp;#39;s &lt;b&gt;bold&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;word&lt;/p&gt;</description>
      <enclosure url="https://example.org/a.png" type="image/png" length="1"/>
      <pubDate>Mon, 02 Mar 2026 09:00:00 GMT</pubDate></item>
      <item><guid isPermaLink="false">g1</guid><title>First 👋</title><link>https://example.org/first</link>
      <pubDate>Sun, 01 Mar 2026 09:00:00 GMT</pubDate></item>
      <item><guid isPermaLink="false">bad</guid><title>Script</title><link>javascript:alert(1)</link></item>
      </channel></rss>
      """;

  private final TrialHub hub = new TrialHub();
  private final FaultServer site = new FaultServer();

  @AfterEach
  void close() {
    hub.close();
    site.close();
  }

  @Test
  void takesEachItemOnceTheOldestFirst() {
    site.otherwise(request -> Answer.of(200, RSS, "ETag: \"e1\""));

    UUID account = follow(Map.of());

    await().until(() -> hub.bus().records("item.received").size() == 2);
    await().until(() -> site.requests().size() > 4);
    assertThat(hub.bus().data(ItemReceived.class))
        .extracting(ItemReceived::guid)
        .containsExactly("g1", "g2");
    ItemReceived second = hub.bus().data(ItemReceived.class).get(1);
    assertThat(second.address()).isEqualTo(site.address().resolve("/second"));
    assertThat(second.summary()).isEqualTo("Tom's bold word");
    assertThat(second.image()).contains(URI.create("https://example.org/a.png"));
    assertThat(hub.account(account).statusText()).isEqualTo("Found 2 items in 'Ada & Grace'");
  }

  @Test
  void asksOnlyForWhatHasChanged() {
    site.otherwise(
        request ->
            "\"e1\"".equals(request.headers().get("if-none-match"))
                ? Answer.of(304, "")
                : Answer.of(
                    200, RSS, "ETag: \"e1\"", "Last-Modified: Sun, 01 Mar 2026 09:00:00 GMT"));

    follow(Map.of());

    await()
        .until(
            () ->
                site.requests().stream()
                        .filter(request -> request.headers().containsKey("if-none-match"))
                        .count()
                    > 2);
    assertThat(site.requests().get(site.requests().size() - 1).headers())
        .containsEntry("if-modified-since", "Sun, 01 Mar 2026 09:00:00 GMT");
    assertThat(hub.bus().records("item.received")).hasSize(2);
  }

  @Test
  void leavesOlderItemsWhenAskedTo() {
    site.otherwise(request -> Answer.of(200, RSS));

    follow(Map.of("backlog", 1));

    await().until(() -> hub.bus().records("item.received").size() == 1);
    assertThat(hub.bus().data(ItemReceived.class).get(0).guid()).isEqualTo("g2");
  }

  @ParameterizedTest
  @CsvSource({"404, SETTINGS", "403, CREDENTIALS", "500, REMOTE"})
  void tellsWhoMustAct(int status, Fault fault) {
    site.otherwise(request -> Answer.of(status, ""));

    assertThat(hub.account(follow(Map.of())).fault()).contains(fault);
  }

  @Test
  void tellsThatAPageIsNoFeedAndGoesOn() {
    site.otherwise(request -> Answer.of(200, "<html><body>Not a feed</body></html>"));
    UUID account = follow(Map.of());
    assertThat(hub.account(account).statusText()).contains("cannot be read");

    site.otherwise(request -> Answer.of(200, RSS));

    await().until(() -> hub.bus().records("item.received").size() == 2);
    assertThat(hub.account(account).status()).isEqualTo(Status.ONLINE);
  }

  @Test
  void tellsTheAdministratorOfAnAddressThatMayNotBeFetched() {
    Map<String, Object> settings = Map.of("address", "http://10.0.0.1/feed");
    UUID account = hub.connect(new FeedIn(new Site()), settings);

    assertThat(hub.account(account).fault()).contains(Fault.SETTINGS);
  }

  private UUID follow(Map<String, Object> more) {
    var settings = new HashMap<String, Object>(more);
    settings.put("address", site.address() + "/feed");
    settings.put("pace", "PT0.2S");
    return hub.connect(new FeedIn(new Site()), settings);
  }
}
