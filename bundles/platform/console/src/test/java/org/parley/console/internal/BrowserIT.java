// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every kind of page in a real Chromium: on a desk and on a phone, by day and by night, full and
 * empty.
 */
class BrowserIT {
  private static final List<String> PAGES =
      List.of(
          "",
          "campaigns",
          "campaigns/new",
          "forms",
          "forms/new",
          "links",
          "links?network=bluesky&clickedSince=2026-01-31",
          "links/new",
          "sites",
          "sites/new",
          "profiles",
          "profiles/suggestions",
          "leads",
          "leads/list",
          "rules",
          "rules/routing",
          "rules/scoring",
          "connectors",
          "accounts",
          "apps",
          "sign-ins",
          "sign-ins/00000000-0000-0005-0000-000000000005/choose",
          "keys",
          "keys/new",
          "bus",
          "bundles",
          "users",
          "users/new",
          "audit",
          "features",
          "features/hub",
          "me",
          "search",
          "search?q=spring",
          "search?q=zzzz");

  /** Pages of one thing, found by the first link of their list. */
  private static final List<String> LISTS =
      List.of(
          "campaigns",
          "forms",
          "links",
          "profiles",
          "leads/list",
          "connectors",
          "accounts",
          "apps",
          "users",
          "bundles");

  private static final Path SHOTS = Path.of("target", "screenshots");

  private static Playwright playwright;
  private static Browser browser;
  private static String axe;

  @BeforeAll
  static void open() throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "Chromium is missing; set PARLEY_CHROMIUM");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.get())
                    .setArgs(List.of("--no-sandbox")));
    try (InputStream in = BrowserIT.class.getResourceAsStream("/axe.min.js")) {
      axe = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Files.createDirectories(SHOTS);
  }

  @AfterAll
  static void close() {
    if (playwright != null) {
      playwright.close();
    }
  }

  private static Optional<Path> chromium() {
    return Stream.of(
            System.getenv("PARLEY_CHROMIUM"),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome")
        .filter(path -> path != null && Files.isExecutable(Path.of(path)))
        .map(Path::of)
        .findFirst();
  }

  @Test
  void isAccessibleEverywhereWhenFull() throws Exception {
    try (ConsoleServer server = ConsoleServer.full("")) {
      look(server, "full", Look.all(List.of(Look.DESK, Look.PHONE)));
    }
  }

  @Test
  void isAccessibleEverywhereWhenEmpty() throws Exception {
    try (ConsoleServer server = ConsoleServer.empty()) {
      look(server, "empty", Look.all(List.of(Look.PHONE)));
    }
  }

  /** Opens each page once, in the first look, and judges it in each. */
  private static void look(ConsoleServer server, String kind, List<Look> looks) {
    Map<String, List<String>> faults = new LinkedHashMap<>();
    Look first = looks.get(0);
    try (BrowserContext context = context(server, first.width(), first.scheme(), true)) {
      Page page = context.newPage();
      for (String path : paths(page, server)) {
        String name =
            path.isEmpty()
                ? "overview"
                : path.replaceAll("[0-9a-f-]{36}", "id").replaceAll("[/?=]", "-");
        List<String> found = open(page, server.address("/console/" + path).toString());
        for (Look look : looks) {
          String shot = "%s-%s".formatted(kind, look.name());
          look.takeBy(page);
          judge(page, shot + "-" + name).forEach(fault -> found.add(shot + ": " + fault));
        }
        if (!found.isEmpty()) {
          faults.put(kind + " " + path, found);
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  private record Look(int width, ColorScheme scheme) {
    private static final Look DESK = new Look(1440, ColorScheme.LIGHT);
    private static final Look PHONE = new Look(390, ColorScheme.DARK);

    /** Some of the four: every page of the packed hub is looked at in all. */
    static List<Look> all(List<Look> some) {
      return Boolean.getBoolean("parley.full")
          ? List.of(DESK, new Look(1440, ColorScheme.DARK), new Look(390, ColorScheme.LIGHT), PHONE)
          : some;
    }

    String name() {
      return width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Colours are judged when they have settled, so nothing may move. */
    void takeBy(Page page) {
      page.setViewportSize(width, 900);
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
    }
  }

  private static List<String> paths(Page page, ConsoleServer server) {
    List<String> paths = new ArrayList<>(PAGES);
    for (String list : LISTS) {
      page.navigate(server.address("/console/" + list).toString());
      Object href = page.evaluate("document.querySelector('tbody a')?.getAttribute('href')");
      if (href != null) {
        paths.add(href.toString().replace("/console/", ""));
      }
    }
    paths.stream()
        .filter(path -> path.matches("campaigns/[0-9a-f-]{36}"))
        .findFirst()
        .ifPresent(campaign -> paths.add(campaign + "/posts?network=sandbox-network"));
    page.navigate(server.address("/console/bus").toString());
    Object parked =
        page.evaluate("document.querySelector('a[href*=\"/bus/parked/\"]')?.getAttribute('href')");
    if (parked != null) {
      paths.add(parked.toString().replace("/console/", ""));
    }
    return paths;
  }

  private static List<String> check(Page page, String address, String shot) {
    List<String> faults = open(page, address);
    faults.addAll(judge(page, shot));
    return faults;
  }

  /** Opens a page; answers what the browser complains of. */
  private static List<String> open(Page page, String address) {
    List<String> faults = new ArrayList<>();
    var listener =
        (java.util.function.Consumer<com.microsoft.playwright.ConsoleMessage>)
            message -> {
              if (message.type().equals("error")) {
                faults.add(message.text());
              }
            };
    page.onConsoleMessage(listener);
    page.navigate(address);
    page.offConsoleMessage(listener);
    page.evaluate(axe);
    return faults;
  }

  /** What axe finds on the open page, and whether it is wider than the screen. */
  @SuppressWarnings("unchecked")
  private static List<String> judge(Page page, String shot) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SHOTS.resolve(shot + ".png")).setFullPage(true));
    Object found =
        page.evaluate(
            "async () => (await axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']}))"
                + ".violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' '"
                + " + n.failureSummary.split('\\n')[1]).slice(0, 3).join(' | '))");
    List<String> faults = new ArrayList<>((List<String>) found);
    Object wide =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (((Number) wide).intValue() > 0) {
      faults.add("the page is " + wide + " pixels wider than the screen");
    }
    return faults;
  }

  private static BrowserContext context(
      ConsoleServer server, int width, ColorScheme scheme, boolean signedIn) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(scheme)
                .setLocale("en")
                .setTimezoneId("Europe/Berlin"));
    context.setDefaultTimeout(15_000);
    if (signedIn) {
      context.addCookies(
          List.of(
              new Cookie("parley_session", ConsoleServer.TOKEN)
                  .setUrl(server.address("/console").toString())));
    }
    return context;
  }

  @Test
  void signsInAndWorksWithoutScript() throws Exception {
    try (ConsoleServer server = ConsoleServer.full("");
        BrowserContext context =
            browser.newContext(
                new Browser.NewContextOptions().setJavaScriptEnabled(false).setLocale("en"))) {
      Page page = context.newPage();
      page.navigate(server.address("/console/links/new").toString());
      page.fill("input[name=name]", "ada");
      page.fill("input[name=password]", "correct horse");
      page.click("main button");
      assertThat(page.url()).endsWith("/console/links/new");
      page.fill("input[name=target]", "https://example.org/");
      page.click("main .fill button");
      assertThat(page.textContent("main")).contains("answers from now on");
    }
  }

  @Test
  void findsFaultsWhereThereAreSome() throws Exception {
    try (ConsoleServer server = ConsoleServer.empty();
        BrowserContext context = context(server, 1440, ColorScheme.LIGHT, true)) {
      Page page = context.newPage();
      page.route(
          "**/console.css*",
          route ->
              route.fulfill(
                  new com.microsoft.playwright.Route.FulfillOptions()
                      .setContentType("text/css")
                      .setBody("body { color: #ccc; background: #fff; width: 3000px }")));
      assertThat(check(page, server.address("/console/users").toString(), "broken-on-purpose"))
          .anyMatch(fault -> fault.startsWith("color-contrast"))
          .anyMatch(fault -> fault.contains("wider than the screen"));
    }
  }

  @Test
  void renewsWhatIsLive() throws Exception {
    try (ConsoleServer server = ConsoleServer.full("");
        BrowserContext context = context(server, 1440, ColorScheme.LIGHT, true)) {
      Page page = context.newPage();
      var parked = page.locator("#live form[action*='/parked/'][action$='/replay']");
      page.waitForRequest(
          request -> request.headers().getOrDefault("accept", "").contains("event-stream"),
          () -> page.navigate(server.address("/console/bus").toString()));
      String replay = parked.first().getAttribute("action");

      server.post(replay, Map.of("csrf", ConsoleServer.CSRF));

      page.locator("#live h2:text('Nothing is parked')").waitFor();
      assertThat(parked.count()).isZero();
    }
  }

  @Test
  void findsAndOpensByKeyboardAlone() throws Exception {
    try (ConsoleServer server = ConsoleServer.full("");
        BrowserContext context = context(server, 1440, ColorScheme.LIGHT, true)) {
      Page page = context.newPage();
      page.navigate(server.address("/console/audit").toString());
      page.keyboard().press("Control+k");
      page.keyboard().type("routing");
      page.locator("#found a").first().waitFor();
      page.keyboard().press("ArrowDown");
      page.keyboard().press("Enter");
      page.waitForURL(url -> !url.contains("audit"));
      assertThat(page.url()).contains("/console/");
    }
  }

  @Test
  void signInPageIsAccessible() throws Exception {
    try (ConsoleServer server = ConsoleServer.empty()) {
      for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        for (int width : new int[] {1440, 390}) {
          try (BrowserContext context = context(server, width, scheme, false)) {
            String shot =
                "sign-in-%d-%s".formatted(width, scheme.name().toLowerCase(java.util.Locale.ROOT));
            assertThat(check(context.newPage(), server.address("/console").toString(), shot))
                .isEmpty();
          }
        }
      }
    }
  }
}
