// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.parley.chaos.HubProgram;
import org.parley.demo.Manners;

/**
 * Every page of the packed hub's console, found by its links as a person finds them: empty, and
 * then with what the demo's dialogue leaves behind.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleIT {
  private static final String KEY = "console-it-key-0123456789abcdef";
  private static final String PASSWORD = "correct horse battery staple";

  private final Chromium chromium = Chromium.open();
  private final PackedHub hub;
  private final PlayedDemo demo;
  private final String url;
  private final List<Cookie> session;

  ConsoleIT(@TempDir Path folder) throws IOException {
    Path home = folder.resolve("home");
    demo = new PlayedDemo(home);
    hub =
        new PackedHub(
            PackedHub.unpackForAShortLife(Files.createDirectory(folder.resolve("unpacked"))),
            home,
            Map.of("PARLEY_API_KEY", KEY, "PARLEY_ADMIN_PASSWORD", PASSWORD),
            "--port",
            "0");
    url = hub.awaitReady();
    session = signIn();
  }

  @AfterAll
  void end() {
    hub.close();
    chromium.close();
  }

  private Sight sight() {
    return new Sight(
        chromium
            .browser()
            .newContext(new NewContextOptions().setLocale("en").setTimezoneId("Europe/Berlin")),
        URI.create(url).getHost());
  }

  private List<Cookie> signIn() {
    try (Sight sight = sight()) {
      Page page = sight.page();
      assertThat(sight.look(url + "/console", Sight.Look.ALL, "sign-in")).isEmpty();
      tryPassword(page, "admin", PASSWORD);
      assertThat(page.title()).startsWith("Overview");
      return page.context().cookies();
    }
  }

  @Test
  @Order(1)
  void isSoundWhenEmpty() {
    Set<String> seen = seeAll("empty", "en", Sight.Look.ALL);

    assertThat(seen).contains("/console/campaigns/new", "/console/links/new", "/console/bus");
  }

  @Test
  @Order(2)
  void isSoundWhenFull() throws Exception {
    demo.play(url, KEY);

    Set<String> seen = seeAll("full", "en", Sight.Look.ALL);

    assertThat(seen)
        .contains(
            "/console/campaigns/*",
            "/console/campaigns/*/messages/*",
            "/console/links/*",
            "/console/profiles/*",
            "/console/leads/*",
            "/console/forms/*",
            "/console/accounts/*",
            "/console/users/*",
            "/console/connectors/*",
            "/console/features/*",
            "/console/bundles/*",
            "/console/bus/topics/*",
            "/console/bus/groups/*",
            "/console/me");
  }

  @Test
  @Order(3)
  void isSoundInGerman() {
    seeAll("deutsch", "de", Sight.Look.PHONE);
  }

  @Test
  @Order(4)
  void refusesSoundly() throws Exception {
    makeUser("sam", "sales");
    try (Sight sight = sight()) {
      Page page = sight.page();
      String locked = "the page of a locked sign-in";
      for (int attempt = 1; attempt <= 6; attempt++) {
        page.navigate(url + "/console/sign-in");
        tryPassword(page, "mallory", "wrong " + attempt);
      }
      page.locator("main", new Page.LocatorOptions().setHasText("minute")).waitFor();
      assertThat(sight.look(Sight.Look.ALL, "sign-in-locked")).as(locked).isEmpty();

      page.navigate(url + "/console/sign-in");
      tryPassword(page, "sam", PASSWORD);
      page.waitForURL(address -> !address.contains("sign-in"));
      Map<String, Integer> refusals =
          Map.of(
              "/console/users",
              403,
              "/console/no-such-page",
              404,
              "/console/leads/" + new UUID(0, 1),
              404);
      refusals.forEach((path, status) -> assertRefusal(sight, path, status));
    }
  }

  private void assertRefusal(Sight sight, String path, int status) {
    Response answer = Objects.requireNonNull(sight.page().navigate(url + path));
    assertThat(answer.status()).as(path).isEqualTo(status);
    String name = "refused-" + kind(path).replaceAll("[^a-z0-9]+", "-");
    assertThat(sight.look(Sight.Look.ALL, name)).as(path).isEmpty();
  }

  private void makeUser(String name, String role) {
    new HubProgram(URI.create(url), Manners.BRISK, KEY)
        .post("users", Map.of("name", name, "roles", List.of(role), "password", PASSWORD));
  }

  private static void tryPassword(Page page, String name, String password) {
    page.fill("input[name=name]", name);
    page.fill("input[name=password]", password);
    page.waitForResponse(
        answer -> answer.request().method().equals("POST"), () -> page.click("main button"));
  }

  /** Looks at one page of each kind that links lead to; answers the kinds. */
  private Set<String> seeAll(String name, String language, List<Sight.Look> looks) {
    Map<String, List<String>> faults = new LinkedHashMap<>();
    Set<String> kinds = new LinkedHashSet<>();
    try (Sight sight = sight()) {
      BrowserContext context = sight.page().context();
      context.addCookies(session);
      context.addCookies(List.of(new Cookie("parley_language", language).setUrl(url + "/console")));
      Deque<String> open = new ArrayDeque<>(List.of("/console/"));
      while (!open.isEmpty()) {
        String path = open.poll();
        if (kinds.add(kind(path))) {
          List<String> found = see(sight, path, looks, name);
          if (!found.isEmpty()) {
            faults.put(path, found);
          }
          open.addAll(sight.links("a[href]", href -> href.startsWith("/console")));
        }
      }
    }
    assertThat(faults).as(name).isEmpty();
    return kinds;
  }

  private List<String> see(Sight sight, String path, List<Sight.Look> looks, String name) {
    if (isFile(path)) {
      int status = sight.page().context().request().get(url + path).status();
      return status == 200 ? List.of() : List.of("it answered " + status);
    }
    String page = kind(path).replaceFirst("/console/?", "").replaceAll("[^a-z0-9]+", "-");
    return sight.look(url + path, looks, name + "-" + (page.isEmpty() ? "overview" : page));
  }

  private static boolean isFile(String path) {
    return path.contains("csv=") || path.replaceFirst("\\?.*", "").matches(".*\\.[a-z]{3,4}");
  }

  /** Pages of two things of one kind are one kind of page; so are those of two filters. */
  private static String kind(String path) {
    return path.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "*")
        .replaceFirst("/(bundles|features|connectors)/[^/?]+", "/$1/*")
        .replaceFirst("/bus/(topics|groups)/[^/?]+", "/bus/$1/*")
        .replaceAll("(after|campaign|network|stage|state|q|csv)=[^&]*", "$1=");
  }
}
