// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Script and SQL in every text that the hub takes, seen in a real Chromium whose defence by content
 * security policy is switched off: what is shown must be inert by itself.
 */
@TestInstance(Lifecycle.PER_CLASS)
class InertTextIT {
  private static final String HOSTILE =
      " <script>ran=1</script><img src onerror=ran=1>\"</textarea>'; DROP TABLE"
          + " shortening_link--";

  private static final int MOST_PAGES = 120;
  private static final int ALIKE = 2;

  private final Path folder;
  private final List<String> written = new ArrayList<>();
  private final StringBuilder shown = new StringBuilder();

  InertTextIT(@TempDir Path folder) {
    this.folder = folder;
  }

  private Optional<Playwright> playwright = Optional.empty();

  @AfterAll
  void close() {
    playwright.ifPresent(Playwright::close);
  }

  @Test
  void showsScriptAndSqlAsTheTextThatTheyAre() throws Exception {
    Browser browser = launch();
    try (ServedHub hub = new ServedHub(folder, Map.of())) {
      World world = World.make(hub, new Samples(hub.api(), this::hostile));
      meetSomebody(hub);
      BrowserContext context =
          browser.newContext(
              new Browser.NewContextOptions()
                  .setBypassCSP(true)
                  .setBaseURL(hub.address("").toString()));
      Page page = context.newPage();
      signIn(page);
      var before = world.state();
      Set<String> seen = crawl(page);
      visitAsAStranger(page, world);

      assertThat(seen).hasSizeGreaterThan(30);
      assertThat(written)
          .filteredOn(text -> !text.matches("(text|attribute)\\d.*")) // no page shows these whole
          .hasSizeGreaterThan(15)
          .allSatisfy(text -> assertThat(shown).contains(text));
      assertThat(counts(world.state()))
          .as("a crawl that only reads takes nothing away and adds nothing")
          .isEqualTo(counts(before));
      hub.assertQuiet();
    }
  }

  /** How many items each listing holds; none of them holds more than a page here. */
  private static Map<String, Integer> counts(Map<String, JsonNode> state) {
    Map<String, Integer> counts = new TreeMap<>();
    state.forEach((listing, answer) -> counts.put(listing, answer.path("items").size()));
    return counts;
  }

  private String hostile(String plain) {
    String text = plain + HOSTILE;
    written.add(text);
    return text;
  }

  /** A profile whose every attribute is hostile. */
  private void meetSomebody(ServedHub hub) {
    Map<String, Object> data = new HashMap<>();
    for (String name : List.of("profile.name", "profile.company", "title", "note")) {
      data.put(name, name + HOSTILE);
    }
    Map<String, Object> met =
        Map.of(
            "type",
            "purchase.made",
            "identifiers",
            List.of(Map.of("kind", "email", "value", "eve@example.org")),
            "data",
            data);
    hub.make("/interactions", Map.of("interactions", List.of(met)));
    org.awaitility.Awaitility.await()
        .until(() -> !hub.items("/profiles?identifier=email:eve@example.org").isEmpty());
    written.add("profile.name" + HOSTILE);
  }

  private Browser launch() {
    Optional<Path> chromium =
        Stream.of(
                System.getenv("PARLEY_CHROMIUM"),
                "/usr/bin/chromium",
                "/usr/bin/chromium-browser",
                "/usr/bin/google-chrome")
            .filter(path -> path != null && Files.isExecutable(Path.of(path)))
            .map(Path::of)
            .findFirst();
    assumeTrue(chromium.isPresent(), "Chromium is missing; set PARLEY_CHROMIUM");
    Playwright made =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    playwright = Optional.of(made);
    return made.chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(chromium.orElseThrow())
                .setArgs(List.of("--no-sandbox")));
  }

  private static void signIn(Page page) {
    page.navigate("/console/sign-in");
    page.fill("input[name=name]", "admin");
    page.fill("input[name=password]", ServedHub.PASSWORD);
    page.press("input[name=password]", "Enter");
    page.waitForURL(address -> !address.contains("sign-in"));
  }

  /** Follows every link of the console, of those alike only a few. */
  private Set<String> crawl(Page page) {
    Set<String> known = new HashSet<>();
    Map<String, Integer> alike = new HashMap<>();
    Deque<String> ahead = new ArrayDeque<>(List.of("/console/"));
    while (!ahead.isEmpty() && known.size() < MOST_PAGES) {
      String path = ahead.poll();
      String shape = path.replaceAll("\\?.*", "").replaceAll("/[^/]*\\d[^/]*", "/*");
      if (path.matches(".*(export|sign-out|assets|[?&]csv=).*")
          || !known.add(path)
          || alike.merge(shape, 1, Integer::sum) > ALIKE) {
        continue;
      }
      look(page, path);
      for (Object link :
          (List<?>)
              page.evaluate(
                  "[...document.querySelectorAll('a[href^=\"/console\"]')].map(a =>"
                      + " a.getAttribute('href'))")) {
        ahead.add(link.toString());
      }
    }
    return known;
  }

  private void look(Page page, String path) {
    var answer = page.navigate(path);
    assertThat(answer.status()).as(path).isLessThan(500);
    assertInert(page, path);
    shown.append(
        page.evaluate(
            "document.body.innerText + [...document.querySelectorAll('input,textarea')].map(i =>"
                + " i.value).join(' ') + document.body.textContent"));
  }

  private static void assertInert(Page page, String path) {
    assertThat(page.evaluate("window.ran")).as("a script ran on %s", path).isNull();
    assertThat(
            page.evaluate(
                "document.querySelectorAll('[onerror],[onload],[href^=\"javascript\"]').length"))
        .as("an element was slipped into %s", path)
        .isEqualTo(0);
  }

  /** Pages for everybody, also with hostile addresses and hostile answers in their forms. */
  private void visitAsAStranger(Page page, World world) {
    String hostile = java.net.URLEncoder.encode(HOSTILE, java.nio.charset.StandardCharsets.UTF_8);
    look(page, world.formAddress());
    look(page, world.formAddress() + "?pl=" + hostile);
    for (String prefix : List.of("/f/", "/p/", "/", "/console/", "/console/links?search=")) {
      look(page, prefix + hostile.replace("+", "%20"));
    }
    page.navigate(world.formAddress());
    page.evaluate("document.querySelector('form').noValidate = true");
    for (var field :
        page.locator("form input[type=text], form input[type=email], form textarea").all()) {
      field.fill(HOSTILE);
    }
    page.locator("form button").first().click();
    page.waitForLoadState();
    assertInert(page, "the form that was sent");
  }
}
