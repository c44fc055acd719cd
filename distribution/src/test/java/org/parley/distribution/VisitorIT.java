// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a visitor's browser meets: the tracking script, a form, the preference page. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VisitorIT {
  private static final String KEY = "visitor-it-key-0123456789abcdef";

  private final Chromium chromium = Chromium.open();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path home;
  private final PackedHub hub;
  private final String url;
  private final TestSite site;

  VisitorIT(@TempDir Path folder) throws Exception {
    home = folder.resolve("home");
    PlayedDemo demo = new PlayedDemo(home);
    hub =
        new PackedHub(
            PackedHub.unpackForAShortLife(Files.createDirectory(folder.resolve("unpacked"))),
            home,
            Map.of("PARLEY_API_KEY", KEY),
            "--port",
            "0");
    url = hub.awaitReady();
    demo.play(url, KEY);
    site = new TestSite(url);
    api("sites", "{\"origin\":\"" + site.origin() + "\"}");
  }

  @AfterAll
  void end() {
    site.close();
    hub.close();
    chromium.close();
  }

  private String api(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url + "/api/v1/" + path)).GET());
  }

  private String api(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(url + "/api/v1/" + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer =
        client.send(
            request.header("Authorization", "Bearer " + KEY).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body();
  }

  private BrowserContext browser() {
    return chromium.browser().newContext(new NewContextOptions().setLocale("en"));
  }

  /** Uses everything of the site that the script watches, and waits until the hub has taken it. */
  private static void use(Page page, String origin, boolean agree) {
    page.navigate(origin + "/");
    page.waitForFunction("window.parley");
    if (agree) {
      taken(page, () -> page.click("#agree"));
    }
    taken(
        page,
        () -> {
          page.click("#goal");
          page.waitForDownload(() -> page.click("#file"));
          page.click("#question button");
          page.click("#next");
        });
  }

  private static void taken(Page page, Runnable act) {
    assertThat(page.waitForResponse("**/t", act).status()).isEqualTo(202);
  }

  private static String kept(Page page) {
    return page.evaluate("JSON.stringify(localStorage)").toString();
  }

  @Test
  @Order(1)
  void reportsWhatARememberedVisitorDoes() throws Exception {
    try (BrowserContext context = browser()) {
      Page page = context.newPage();
      Set<String> hosts = new LinkedHashSet<>();
      page.onRequest(request -> hosts.add(URI.create(request.url()).getHost()));

      use(page, site.origin(), true);

      String visitor = page.evaluate("localStorage.getItem('parley_visitor')").toString();
      assertThat(visitor).matches("[0-9a-f]{32}");
      await().until(() -> api("profiles?identifier=visitor:" + visitor).contains("\"id\""));
      String profile =
          first(
              "\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"", api("profiles?identifier=visitor:" + visitor));
      await()
          .untilAsserted(
              () ->
                  assertThat(api("profiles/" + profile + "/timeline"))
                      .contains(
                          "page.viewed",
                          "goal.reached",
                          "catalogue ordered",
                          "file.downloaded",
                          "roses.pdf",
                          "form.submitted",
                          "/hedges"));
      assertThat(hosts).filteredOn(host -> host != null).containsOnly("localhost");
    }
  }

  @Test
  @Order(2)
  void remembersNobodyWithoutConsent() {
    try (BrowserContext context = browser()) {
      Page page = context.newPage();
      List<String> sent = new ArrayList<>();
      page.onRequest(
          request -> {
            if (request.url().endsWith("/t")) {
              sent.add(request.postData());
            }
          });

      use(page, site.origin(), false);

      assertThat(sent).isNotEmpty().allMatch(body -> body.contains("\"consent\":\"none\""));
      assertThat(sent).noneMatch(body -> body.contains("visitor"));
      assertThat(context.cookies()).isEmpty();
      assertThat(kept(page)).isEqualTo("{}");
    }
  }

  @Test
  @Order(3)
  void heedsABrowserThatObjectsWhateverWasPressed() {
    for (String signal : List.of("globalPrivacyControl: true", "doNotTrack: '1'")) {
      try (BrowserContext context = browser()) {
        context.addInitScript(
            "for (const [name, value] of Object.entries({"
                + signal
                + "}))"
                + " Object.defineProperty(Navigator.prototype, name, {get: () => value})");
        Page page = context.newPage();

        use(page, site.origin(), true);

        assertThat(context.cookies()).as(signal).isEmpty();
        assertThat(kept(page)).as(signal).isEqualTo("{}");
      }
    }
  }

  /**
   * On the page that is left neither a timer nor fetch comes to its end: only the beacon can tell.
   */
  @Test
  @Order(4)
  void countsOneWhoLeavesAtOnce() throws Exception {
    try (BrowserContext context = browser()) {
      context.addInitScript(
          "if (location.pathname === '/leaving') {"
              + " window.setTimeout = () => 1; window.fetch = () => new Promise(() => {}); }");
      Page page = context.newPage();
      page.navigate(site.origin() + "/");
      page.waitForFunction("window.parley");
      taken(page, () -> page.click("#agree"));
      String visitor = page.evaluate("localStorage.getItem('parley_visitor')").toString();

      page.navigate(site.origin() + "/leaving");
      page.waitForFunction("window.parley");
      page.navigate("about:blank");

      await().until(() -> seen(visitor).contains(site.origin() + "/leaving"));
    }
  }

  /** What follows from another shows that the hub has come past what it was to leave aside. */
  @Test
  @Order(4)
  void storesNoKeyOfABrowserThatObjectsThoughAPageHandsItOut() throws Exception {
    for (String objection : List.of("DNT", "Sec-GPC")) {
      String objecting = "objecting-with-" + objection;
      report(objecting, objection, "1");
      report("after-" + objecting, objection, "0");

      await().until(() -> !seen("after-" + objecting).isEmpty());
      await().until(() -> lag("profiling.join-interactions") == 0);
      assertThat(seen(objecting)).as(objection).isEmpty();
    }
  }

  private void report(String visitor, String objection, String value) throws Exception {
    String visit =
        "{\"events\":[{\"type\":\"page.viewed\",\"url\":\"%s/\"}],\"consent\":\"key\","
            + "\"evidence\":\"Banner 2: remember me, pressed\",\"visitor\":\"%s\"}";
    var taken =
        client.send(
            HttpRequest.newBuilder(URI.create(url + "/t"))
                .header("Content-Type", "text/plain")
                .header(objection, value)
                .POST(BodyPublishers.ofString(visit.formatted(site.origin(), visitor)))
                .build(),
            BodyHandlers.ofString());
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
  }

  /** The pages that the profile of a visitor's key has seen; none when there is no such profile. */
  private List<String> seen(String visitor) throws Exception {
    List<String> pages = new ArrayList<>();
    for (JsonNode profile : items("profiles?identifier=visitor:" + visitor)) {
      for (JsonNode entry : items("profiles/" + profile.path("id").asText() + "/timeline")) {
        pages.add(entry.at("/data/url").asText());
      }
    }
    return pages;
  }

  private long lag(String group) throws Exception {
    for (JsonNode found : items("bus/groups")) {
      if (found.path("group").asText().equals(group)) {
        return found.path("lag").asLong() + found.path("waiting").asLong();
      }
    }
    throw new AssertionError(group + " is no group");
  }

  private JsonNode items(String path) throws Exception {
    return ServedHub.tree(api(path)).path("items");
  }

  @Test
  @Order(5)
  void weighsLessThanSixKibibytes() throws Exception {
    String script = send(HttpRequest.newBuilder(URI.create(url + "/t.js")).GET());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(script.getBytes(UTF_8));
    }
    assertThat(packed.size()).isBetween(500, 6 * 1024);
  }

  @Test
  @Order(6)
  void takesAFormWithoutScriptAndConfirmsItByMail() throws Exception {
    try (BrowserContext context =
        chromium
            .browser()
            .newContext(new NewContextOptions().setLocale("en").setJavaScriptEnabled(false))) {
      Page page = context.newPage();
      page.navigate(url + "/f/garden-letter");
      page.fill("#email", "linnea@example.org");
      page.fill("#field-name", "Linnea");
      page.check("#consent");
      page.click("button");
      assertThat(page.url()).endsWith("/f/garden-letter/sent");

      String confirm = awaitMail("linnea@example.org", "(https?://\\S+?/confirm/[\\w.-]+)");
      page.navigate(confirm);
      page.click("button");
      assertThat(page.url()).endsWith("/f/garden-letter/thanks");
      await()
          .until(() -> api("profiles?identifier=email:linnea@example.org").contains("identified"));
    }
  }

  @Test
  @Order(7)
  void publicPagesPleaseEveryone() throws Exception {
    try (Sight sight = new Sight(browser(), URI.create(url).getHost())) {
      assertThat(sight.look(url + "/f/garden-letter", Sight.Look.ALL, "public-form")).isEmpty();
      for (String absent : List.of("/f/unknown", "/p/unknown", "/unknown")) {
        assertThat(requireNonNull(sight.page().navigate(url + absent)).status()).isEqualTo(404);
        assertThat(sight.look(Sight.Look.ALL, "absent" + absent.replace('/', '-')))
            .as(absent)
            .isEmpty();
      }
      assertThat(sight.look(preferences(), Sight.Look.ALL, "public-preferences")).isEmpty();
      String fresh = confirmed(sight.page());
      assertThat(sight.look(fresh, Sight.Look.ALL, "public-data")).isEmpty();
      sight.page().click("button[value=erase]");
      assertThat(sight.page().textContent("h1")).startsWith("Erase all");
    }
  }

  @Test
  @Order(8)
  void showsChangesExportsAndErasesWhatIsKnown() throws Exception {
    String address = preferences();
    try (BrowserContext context = browser()) {
      Page page = context.newPage();
      page.navigate(address);
      assertThat(page.isChecked("#purpose-newsletter")).isTrue();
      page.uncheck("#purpose-newsletter");
      page.click("button:not([name])");
      page.waitForSelector("[role=status]");
      assertThat(page.isChecked("#purpose-newsletter")).isFalse();

      page.navigate(confirmed(page));
      Download data = page.waitForDownload(() -> page.click("button[value=export]"));
      assertThat(Files.readString(data.path()))
          .contains("grace@example.org", "Preference page, version 1");

      page.click("button[value=erase]");
      page.click("button[value=erase-now]");
      page.locator("h1:text('It is erased')")
          .waitFor(
              new com.microsoft.playwright.Locator.WaitForOptions()
                  .setState(WaitForSelectorState.VISIBLE));
      assertThat(page.navigate(address).status()).isEqualTo(404);
    }
  }

  /** Asks on the preference page for the link that lets one take out and erase. */
  private String confirmed(Page page) throws Exception {
    page.click("button[value=confirm]");
    assertThat(page.textContent("h1")).startsWith("Look into your mailbox");
    return awaitMail("grace@example.org", "(https?://\\S+?/p/[\\w-]{50,})");
  }

  private String preferences() throws Exception {
    return awaitMail("grace@example.org", "(https?://\\S+?/p/[\\w-]+)");
  }

  /** The first address of this form in a mail that the sandbox's mailbox holds for somebody. */
  private String awaitMail(String to, String pattern) throws Exception {
    URI mailbox =
        URI.create(Files.readString(home.resolve("sandbox/address")).strip())
            .resolve("/mailbox/mails.json");
    Pattern wanted =
        Pattern.compile("\"to\"\\s*:\\s*\"" + Pattern.quote(to) + "\"(?:(?!\"to\").)*?" + pattern);
    return await()
        .until(
            () -> {
              String mails =
                  client
                      .send(HttpRequest.newBuilder(mailbox).build(), BodyHandlers.ofString())
                      .body();
              return find(wanted, mails);
            },
            found -> !found.isEmpty());
  }

  private static String first(String pattern, String text) {
    return find(Pattern.compile(pattern), text);
  }

  private static String find(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : "";
  }
}
