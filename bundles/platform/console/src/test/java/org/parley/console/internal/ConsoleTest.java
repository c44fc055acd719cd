// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.security.Role;
import org.parley.api.security.Witness;

class ConsoleTest {
  private static final String SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
  private static final Pattern LINK = Pattern.compile("href=\"(/console/[^\"#]*)\"");
  private static final Map<String, String> CSRF = Map.of("csrf", ConsoleServer.CSRF);

  private static ConsoleServer full;
  private static ConsoleServer empty;

  @BeforeAll
  static void start() throws Exception {
    full = ConsoleServer.full(SCRIPT);
    empty = ConsoleServer.empty();
  }

  @AfterAll
  static void stop() throws Exception {
    full.close();
    empty.close();
  }

  @Test
  void asksStrangersToSignIn() throws Exception {
    var answer = full.send(full.request("/console/links?q=a"));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location"))
        .hasValue("/console/sign-in?to=%2Fconsole%2Flinks%3Fq%3Da");
  }

  @Test
  void letsInWithPasswordAndKeepsTheSessionFromScripts() throws Exception {
    var fields = Map.of("name", "ada", "password", "correct horse", "to", "/console/links");
    var answer = full.send(full.form("/console/sign-in", fields));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/console/links");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .contains(
            "parley_session=" + ConsoleServer.TOKEN,
            "HttpOnly",
            "SameSite=Strict",
            "Path=/console");
  }

  @Test
  void sendsNobodyToAnotherSite() throws Exception {
    for (String to :
        List.of("https://evil.example", "//evil.example", "/console/\\evil", "/other")) {
      var fields = Map.of("name", "ada", "password", "correct horse", "to", to);
      var answer = full.send(full.form("/console/sign-in", fields));
      assertThat(answer.headers().firstValue("Location")).hasValue("/console/");
    }
  }

  @Test
  void saysWhatToDoAfterAWrongPassword() throws Exception {
    var answer =
        full.send(full.form("/console/sign-in", Map.of("name", "ada", "password", "wrong")));
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("Name or password is wrong", "value=\"ada\"");
    assertThat(answer.body()).doesNotContain("value=\"wrong\"");
  }

  @Test
  void saysHowLongTheDoorIsLocked() throws Exception {
    var answer =
        full.send(full.form("/console/sign-in", Map.of("name", "locked", "password", "x")));
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.body()).contains("Try again in 2 minutes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name=%ff&password=x", "name=a%00b&password=x", "name=%zz", "%c3(=1"})
  void saysWhenAFormCannotBeRead(String body) throws Exception {
    var answer = full.send(full.written("/console/sign-in", body));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("not a form or an address as browsers send them");
  }

  @Test
  void saysWhenAnAddressCannotBeRead() throws Exception {
    assertThat(full.get("/console/links?q=%ff").statusCode()).isEqualTo(400);
    assertThat(full.get("/console/links?q=a%00b").statusCode()).isEqualTo(400);
  }

  @Test
  void forgetsAGroupThatNobodyReads() throws Exception {
    try (ConsoleServer own = ConsoleServer.full("")) {
      String forget = "action=\"/console/bus/groups/posts-bluesky/forget\"";
      assertThat(own.get("/console/bus/groups/measurement").body()).doesNotContain("/forget\"");
      assertThat(own.get("/console/bus/groups/posts-bluesky").body())
          .contains(forget, "3 records that it has not read are passed over", "cannot be undone");

      var refused = own.post("/console/bus/groups/measurement/forget", CSRF);
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("is read at this moment");

      var answer = own.post("/console/bus/groups/posts-bluesky/forget", CSRF);
      assertThat(answer.headers().firstValue("Location"))
          .hasValue("/console/bus?said=group.forgotten");
      assertThat(own.get("/console/bus").body()).doesNotContain("posts-bluesky");
      assertThat(own.deeds()).extracting(Witness.Deed::action).containsExactly("group.forgotten");
    }
  }

  @Test
  void refusesFormsThatWereNotMadeForTheSession() throws Exception {
    assertThat(full.post("/console/links/new", Map.of("csrf", "other")).statusCode())
        .isEqualTo(403);
    assertThat(full.post("/console/sign-out", Map.of()).statusCode()).isEqualTo(403);
  }

  @Test
  void refusesFormsOfOtherSites() throws Exception {
    var fields = Map.of("name", "ada", "password", "correct horse");
    var request = full.form("/console/sign-in", fields);
    assertThat(full.send(request.header("Sec-Fetch-Site", "cross-site")).statusCode())
        .isEqualTo(403);
    var older = full.form("/console/sign-in", fields).header("Origin", "https://evil.example");
    assertThat(full.send(older).statusCode()).isEqualTo(403);
  }

  @Test
  void keepsBrowsersToOwnScriptsAndStyles() throws Exception {
    String policy =
        full.get("/console/").headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy).contains("default-src 'none'", "script-src 'self'").doesNotContain("unsafe");
    assertThat(full.get("/console/").body()).doesNotContain(" style=", "<style", " onclick");
  }

  @Test
  void showsWhatAnEmptyPageMayLookLike() throws Exception {
    String sample = "An example, made up as the sandbox would show it";
    for (String page : List.of("campaigns", "links", "profiles", "leads", "accounts")) {
      assertThat(empty.get("/console/" + page).body()).as(page).contains(sample);
      assertThat(full.get("/console/" + page).body()).as(page).doesNotContain(sample);
    }
  }

  /** Every page that can be reached by links, full and empty, in both languages. */
  @Test
  void showsEveryPageWithoutFaultAndScriptInert() throws Exception {
    for (ConsoleServer server : List.of(full, empty)) {
      for (String path : reachable(server)) {
        if (path.contains("/qr.")
            || path.endsWith("export.json")
            || path.contains("csv=")
            || path.contains("/assets/")) {
          continue;
        }
        for (var answer : List.of(server.get(path), server.getInGerman(path))) {
          assertThat(answer.statusCode()).as(path).isEqualTo(200);
          assertThat(answer.body()).as(path).doesNotContain("<script>alert", "<img src=x");
        }
      }
    }
    assertThat(reachable(full)).hasSizeGreaterThan(40);
    assertThat(reachable(empty)).hasSizeGreaterThan(14);
  }

  private static Set<String> reachable(ConsoleServer server) throws Exception {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of("/console/"));
    while (!open.isEmpty()) {
      String path = open.pop();
      if (seen.add(path) && !path.matches(".*(/assets/|/qr\\.|csv=).*")) {
        Matcher links = LINK.matcher(server.get(path).body());
        links.results().map(found -> found.group(1).replace("&amp;", "&")).forEach(open::add);
      }
    }
    return seen;
  }

  @Test
  void keepsWhatWasTypedAndSaysWhatIsWrongBesideIt() throws Exception {
    var answer =
        full.post(
            "/console/links/new",
            Map.of(
                "csrf",
                ConsoleServer.CSRF,
                "form",
                "NewLink",
                "target",
                "javascript:alert(1)",
                "title",
                SCRIPT,
                "slug",
                "a b"));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("value=\"javascript:alert(1)\"", "value=\"a b\"", "begins with http://")
        .contains("id=\"NewLink-slug-error\"", "aria-invalid=\"true\"")
        .doesNotContain("<script>alert", "href=\"javascript");
  }

  @Test
  void tellsConflictsWhereTheChangeWasMade() throws Exception {
    var answer =
        full.post(
            "/console/links/new",
            Map.of(
                "csrf",
                ConsoleServer.CSRF,
                "form",
                "NewLink",
                "target",
                "https://example.org/",
                "slug",
                "taken"));
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("is taken", "https://example.org/");
  }

  /** A form may not lead to another site, not even by a redirect; a page may. */
  @Test
  void leavesForTheVendorByAPageAndNotByTheForm() throws Exception {
    String account = accountOf(full, "Parley on Bluesky");

    var answer =
        full.post(
            account.replace("/accounts/", "/sign-ins/") + "/begin",
            Map.of("csrf", ConsoleServer.CSRF));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Refresh"))
        .contains("0;url=https://vendor.example/authorize?state=s");
    assertThat(answer.body()).contains("href=\"https://vendor.example/authorize?state=s\"");
    assertThat(
            full.post(account.replace("/accounts/", "/sign-ins/") + "/begin", Map.of())
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void comesBackFromTheVendorAndLetsChoose() throws Exception {
    var answer = full.get("/console/sign-ins/return?state=good&code=c");

    assertThat(answer.statusCode()).isEqualTo(303);
    String choose = answer.headers().firstValue("Location").orElseThrow();
    assertThat(full.get(choose).body()).contains("value=\"p1\"", "Café (connected already)");
    var none = full.post(choose, Map.of("csrf", ConsoleServer.CSRF, "form", "choose"));
    assertThat(none.statusCode()).isEqualTo(422);
    assertThat(none.body()).contains("choose at least one");
  }

  @Test
  void tellsASignInThatHasEndedWithTheWayOut() throws Exception {
    var answer = full.get("/console/sign-ins/return?state=late&code=c");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("Begin anew", "href=\"/console/accounts\"");
  }

  @Test
  void foretellsWhatMustBeSignedInAgain() throws Exception {
    String account = accountOf(full, "Parley on Bluesky");

    assertThat(full.get("/console/").body())
        .contains("Sign in again by", "href=\"" + account + "#sign-in\"");
    assertThat(full.get("/console/accounts").body()).contains("Sign in again by");
    assertThat(full.get(account).body())
        .contains("Signed in as", "@ada", "An app is needed first", "/console/apps/new?connector=");
  }

  private static String accountOf(ConsoleServer server, String name) throws Exception {
    Matcher link =
        Pattern.compile("href=\"(/console/accounts/[0-9a-f-]{36})\">" + name)
            .matcher(server.get("/console/accounts").body());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  @Test
  void showsWhatWasMadeAfterMakingIt() throws Exception {
    var answer =
        full.post(
            "/console/links/new",
            Map.of("csrf", ConsoleServer.CSRF, "target", "https://example.org/", "slug", "fresh"));
    assertThat(answer.statusCode()).isEqualTo(303);
    String location = answer.headers().firstValue("Location").orElseThrow();
    assertThat(full.get(location).body()).contains("answers from now on", "go.example.org/x");
  }

  @Test
  void tellsTheAuditLogOfEachChangeOnce() throws Exception {
    try (ConsoleServer own = ConsoleServer.full("")) {
      String made =
          own.post(
                  "/console/links/new",
                  Map.of(
                      "csrf", ConsoleServer.CSRF, "target", "https://example.org/", "slug", "new1"))
              .headers()
              .firstValue("Location")
              .orElseThrow()
              .replaceAll(".*/links/([^?]*).*", "$1");
      own.post("/console/links/new", Map.of("csrf", ConsoleServer.CSRF, "target", "ftp://x"));
      Matcher replay =
          Pattern.compile("action=\"(/console/bus/parked/([^\"]+)/replay)\"")
              .matcher(own.get("/console/bus").body());
      assertThat(replay.find()).isTrue();
      own.post(replay.group(1), CSRF);
      own.get("/console/links");

      assertThat(own.deeds())
          .containsExactly(
              new Witness.Deed("link.created", made, "slug new1"),
              new Witness.Deed("record.replayed", replay.group(2), ""));
    }
  }

  @Test
  void drawsAnAccountsFormFromItsConnector() throws Exception {
    String page = full.get("/console/accounts/new?connector=bluesky").body();
    assertThat(page).contains("name=\"settings.address\"", "type=\"password\"", "App password");
    var refused =
        full.post(
            "/console/accounts/new",
            Map.of(
                "csrf",
                ConsoleServer.CSRF,
                "form",
                "account",
                "connector",
                "bluesky",
                "name",
                "Mine",
                "settings.address",
                "ftp://x",
                "settings.password",
                "very-secret"));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("only https is accepted", "value=\"Mine\"")
        .doesNotContain("very-secret");
  }

  @Test
  void saysWhatATestOfTheConnectionCameTo() throws Exception {
    var answer =
        full.post(
            "/console/accounts/new/test",
            Map.of(
                "csrf",
                ConsoleServer.CSRF,
                "form",
                "account",
                "connector",
                "bluesky",
                "name",
                "Mine"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("refused with 401", "value=\"Mine\"");
  }

  @Test
  void showsAKeyOnceOnly() throws Exception {
    var answer =
        full.post(
            "/console/keys/new",
            Map.of("csrf", ConsoleServer.CSRF, "name", "Shop", "roles", "INTEGRATOR"));
    assertThat(answer.body()).contains("pk_8f2b1c-shown-once");
    assertThat(full.get("/console/keys").body()).doesNotContain("shown-once");
  }

  @Test
  void registersASiteAndShowsWhatToPutIntoItsPages() throws Exception {
    try (ConsoleServer own = ConsoleServer.empty()) {
      assertThat(own.get("/console/sites").body()).contains("No sites yet").doesNotContain("t.js");
      var refused = own.post("/console/sites/new", site("ftp://roastery.example"));
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("id=\"NewSite-origin-error\"");

      var answer = own.post("/console/sites/new", site("https://roastery.example"));

      assertThat(answer.headers().firstValue("Location"))
          .hasValue("/console/sites?said=site.registered");
      assertThat(own.get("/console/sites").body())
          .contains("https://roastery.example")
          .contains("&lt;script src=\"https://hub.example.org/t.js\" async&gt;");
    }
  }

  @Test
  void addsARuleAndNamesItInTheAuditLog() throws Exception {
    try (ConsoleServer own = ConsoleServer.full("")) {
      Map<String, String> rule =
          Map.of(
              "csrf", ConsoleServer.CSRF,
              "form", "NewScoringRule",
              "name", "Came back",
              "interaction", "click.recorded",
              "points", "5");
      var answer = own.post("/console/rules/scoring", rule);

      assertThat(answer.headers().firstValue("Location")).hasValue("/console/rules?said=saved");
      assertThat(own.deeds()).hasSize(1);
      assertThat(own.deeds().get(0).subject()).matches("[0-9a-f-]{36}");
    }
  }

  @Test
  void givesALeadToAnOwnerOnlyAsItWasSeen() throws Exception {
    try (ConsoleServer own = ConsoleServer.full("")) {
      Matcher assign =
          Pattern.compile("action=\"(/console/leads/[^/\"]+)/assign\"")
              .matcher(own.get(openLead(own)).body());
      assertThat(assign.find()).isTrue();
      String lead = assign.group(1);
      Matcher seen =
          Pattern.compile("name=\"version\" value=\"(\\d+)\"").matcher(own.get(lead).body());
      assertThat(seen.find()).isTrue();

      var given = own.post(lead + "/assign", owner("hugo", seen.group(1)));
      assertThat(given.headers().firstValue("Location")).hasValue(lead + "?said=lead.assigned");
      var late = own.post(lead + "/assign", owner("inge", "1"));
      assertThat(late.statusCode()).isEqualTo(409);
      assertThat(late.body()).contains("has changed since it was read", "value=\"inge\"");
    }
  }

  private static String openLead(ConsoleServer own) throws Exception {
    Matcher open =
        Pattern.compile("\"(/console/leads/[0-9a-f-]{36})\"")
            .matcher(own.get("/console/leads/list?stage=ASSIGNED").body());
    assertThat(open.find()).isTrue();
    return open.group(1);
  }

  private static Map<String, String> owner(String name, String version) {
    return Map.of("csrf", ConsoleServer.CSRF, "form", "assign", "owner", name, "version", version);
  }

  @Test
  void changesARoutingRuleOnlyAsItWasSeen() throws Exception {
    try (ConsoleServer own = ConsoleServer.full("")) {
      Matcher link =
          Pattern.compile("href=\"(/console/rules/routing/[0-9a-f-]{36})\"")
              .matcher(own.get("/console/rules").body());
      assertThat(link.find()).isTrue();
      String rule = link.group(1);
      assertThat(own.get(rule).body())
          .contains("value=\"10\"", "value=\"DE\"", "vera@example.org</textarea>")
          .contains("name=\"version\" value=\"2\"");

      var refused = own.post(rule, routing("", "2"));
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("id=\"NewRoutingRule-name-error\"");
      var saved = own.post(rule, routing("Gardens", "2"));
      assertThat(saved.headers().firstValue("Location")).hasValue("/console/rules?said=saved");
      assertThat(own.get("/console/rules").body()).contains("Gardens", "hugo, ida");
      var late = own.post(rule, routing("Late", "2"));
      assertThat(late.statusCode()).isEqualTo(409);
      assertThat(late.body()).contains("has changed since it was read", "value=\"Late\"");
    }
  }

  private static Map<String, String> routing(String name, String version) {
    return Map.of(
        "csrf",
        ConsoleServer.CSRF,
        "form",
        "NewRoutingRule",
        "name",
        name,
        "place",
        "3",
        "owners",
        "hugo\nida",
        "version",
        version);
  }

  @Test
  void showsAScoringRuleToBeChanged() throws Exception {
    Matcher link =
        Pattern.compile("href=\"(/console/rules/scoring/[0-9a-f-]{36})\"")
            .matcher(full.get("/console/rules").body());
    assertThat(link.find()).isTrue();

    assertThat(full.get(link.group(1)).body())
        .contains("value=\"form.confirmed\"", "value=\"20\"", "value=\"30\"")
        .contains("name=\"version\" value=\"1\"");
    assertThat(full.getInGerman(link.group(1)).body()).contains("Der Punktestand folgt");
  }

  private static Map<String, String> site(String origin) {
    return Map.of("csrf", ConsoleServer.CSRF, "form", "NewSite", "origin", origin);
  }

  @Test
  void replaysAParkedRecord() throws Exception {
    try (ConsoleServer own = ConsoleServer.full("")) {
      Matcher replay =
          Pattern.compile("action=\"(/console/bus/parked/[^\"]+/replay)\"")
              .matcher(own.get("/console/bus").body());
      assertThat(replay.find()).isTrue();
      var answer = own.post(replay.group(1), CSRF);
      assertThat(answer.headers().firstValue("Location"))
          .hasValue("/console/bus?said=record.replayed");
      assertThat(own.get("/console/bus").body()).contains("Nothing is parked");
    }
  }

  @Test
  void showsOnlyWhatTheRoleAllows() throws Exception {
    try (ConsoleServer sales = ConsoleServer.as(Role.SALES)) {
      assertThat(sales.get("/console/").body())
          .contains("/console/leads")
          .doesNotContain("/console/bus", "/console/users", "/console/campaigns");
      assertThat(sales.get("/console/users").statusCode()).isEqualTo(403);
      assertThat(sales.post("/console/campaigns/new", CSRF).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void findsByAFewLettersWhatTheRoleAllows() throws Exception {
    assertThat(full.get("/console/search?q=Spring").body())
        .contains("id=\"hits\"", "href=\"/console/campaigns/", "Spring roasts");
    assertThat(full.get("/console/search?q=harvest-").body()).contains("href=\"/console/links/");
    assertThat(full.get("/console/search?q=new").body()).contains("href=\"/console/links/new\"");
    assertThat(empty.get("/console/search?q=zzzz").body()).contains("Nothing found", "“zzzz”");
    assertThat(full.get("/console/search").body()).contains("href=\"/console/audit\"");
    try (ConsoleServer sales = ConsoleServer.as(Role.SALES)) {
      assertThat(sales.get("/console/search?q=a").body())
          .doesNotContain("/console/bus", "/console/campaigns", "/console/users");
    }
  }

  @Test
  void opensFromEachFigureWhatItCounted() throws Exception {
    LocalDate before = LocalDate.now(ZoneOffset.UTC);
    String page = full.get("/console/").body();
    String today = "(" + before + "|" + LocalDate.now(ZoneOffset.UTC) + ")\"";
    assertThat(page)
        .containsPattern("href=\"/console/leads/list\\?createdSince=" + today)
        .containsPattern("href=\"/console/leads/list\\?stage=WON&amp;changedSince=" + today)
        .containsPattern("href=\"/console/links\\?clickedSince=" + today)
        .doesNotContain("profiles?state=IDENTIFIED");
    String campaign = campaign();
    String id = campaign.substring(campaign.lastIndexOf('/') + 1);
    assertThat(full.get(campaign).body())
        .contains(
            "href=\"" + campaign + "/posts?state=PUBLISHED&amp;network=bluesky\"",
            "href=\"/console/links?campaign=" + id + "&amp;network=bluesky\"",
            "href=\"/console/leads/list?campaign=" + id + "&amp;network=bluesky&amp;stage=WON\"");
  }

  @Test
  void listsThePostsOfACampaignByStateAndNetwork() throws Exception {
    String posts = campaign() + "/posts";
    assertThat(full.get(posts + "?state=FAILED").body())
        .contains("The network answered 503", "Sandbox network", "/messages/");
    assertThat(full.get(posts + "?state=PUBLISHED").body())
        .contains("/messages/")
        .doesNotContain("The network answered 503");
    assertThat(full.get(posts + "?network=bluesky").body())
        .contains("Network: Bluesky", "Nothing fits")
        .doesNotContain("/messages/");
  }

  @Test
  void keepsWhatAFigureNarrowedAListByWhenItIsFilteredOn() throws Exception {
    assertThat(full.get("/console/links?network=bluesky&clickedSince=2026-01-31").body())
        .contains(
            "name=\"network\" value=\"bluesky\"",
            "name=\"clickedSince\" value=\"2026-01-31\"",
            "Network: Bluesky",
            "Show all");
    assertThat(full.get("/console/links?network=mastodon").body()).contains("Nothing fits");
    assertThat(full.get("/console/leads/list?createdSince=soon").body())
        .doesNotContain("createdSince\"");
    assertThat(full.get("/console/links").body()).doesNotContain("Show all");
  }

  private static String campaign() throws Exception {
    Matcher first =
        Pattern.compile("/console/campaigns/[0-9a-f-]{36}")
            .matcher(full.get("/console/campaigns").body());
    assertThat(first.find()).isTrue();
    return first.group();
  }

  @Test
  void handsOutEachTableAsAFile() throws Exception {
    var answer = full.get("/console/leads/list?csv=0");
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(answer.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"leads.csv\"");
    List<String> lines = answer.body().lines().toList();
    assertThat(lines.get(0)).isEqualTo("Person,Interest,Stage,Score,Owner,Changed");
    assertThat(lines).hasSizeGreaterThan(1);
    assertThat(full.get("/console/leads/list?csv=9").statusCode()).isEqualTo(404);
    assertThat(full.get("/console/leads/list?csv=x").statusCode()).isEqualTo(404);
    assertThat(full.get("/console/leads/list?stage=WON").body())
        .contains("href=\"/console/leads/list?stage=WON&amp;csv=0\"");
  }

  @Test
  void marksTextsThatASpreadsheetWouldRun() throws Exception {
    try (ConsoleServer sly = ConsoleServer.full("=HYPERLINK(1)")) {
      String file = sly.get("/console/users?csv=0").body();
      assertThat(file).contains("Ada =HYPERLINK");
      assertThat(sly.get("/console/campaigns?csv=0").body().lines().skip(1))
          .noneMatch(line -> line.startsWith("=") || line.contains(",="));
    }
  }

  @Test
  void changesOnesOwnPasswordForTheOldOneOnly() throws Exception {
    var typed =
        Map.of(
            "csrf", ConsoleServer.CSRF,
            "form", "me-password",
            "current", "wrong",
            "password", "battery staple",
            "again", "battery staple");
    var wrong = full.post("/console/me/password", typed);
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("This is not your password").doesNotContain("staple");
    var differs = new java.util.HashMap<>(typed);
    differs.put("current", "correct horse");
    differs.put("again", "other");
    assertThat(full.post("/console/me/password", differs).body())
        .contains("This is not what was entered above");
    var right = new java.util.HashMap<>(typed);
    right.put("current", "correct horse");
    assertThat(full.post("/console/me/password", right).headers().firstValue("Location"))
        .hasValue("/console/sign-in?said=me.password");
  }

  @Test
  void saysOfPagesToComeAndOfThoseThatHaveBeenThatTheyAreAway() throws Exception {
    try (ConsoleServer early = ConsoleServer.empty()) {
      early.console().readiness = () -> false;
      var unknown = early.get("/console/nowhere");
      assertThat(unknown.statusCode()).isEqualTo(503);
      assertThat(unknown.headers().firstValue("Retry-After")).contains("2");

      early.console().readiness = () -> true;
      assertThat(early.get("/console/nowhere").statusCode()).isEqualTo(404);
      Page leads = early.console().page("leads").orElseThrow();
      early.console().removePage(leads);
      assertThat(early.get("/console/leads").statusCode()).isEqualTo(503);
      early.console().addPage(leads);
      assertThat(early.get("/console/leads").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void saysWhatEachFeatureBrings() throws Exception {
    assertThat(full.get("/console/features").body())
        .contains("Felix web console", "/console/features/webconsole", "Not installed");
    assertThat(full.get("/console/features/webconsole").body())
        .contains("org.apache.felix.inventory", "When asked for");
    assertThat(full.get("/console/features/nowhere").statusCode()).isEqualTo(404);
  }

  @Test
  void opensALinkByItsSlug() throws Exception {
    assertThat(full.get("/console/links/harvest-1").body()).contains("qr.svg");
  }

  @Test
  void answersUnknownPagesWithAWayOut() throws Exception {
    for (String path :
        List.of("/console/nowhere", "/console/links/not-an-id", "/console/links/a/b/c")) {
      var answer = full.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).contains("Nothing is here", "To the overview");
    }
  }

  @Test
  void servesItsAssetsForEver() throws Exception {
    for (String name :
        List.of("console.css", "console.js", "htmx.min.js", "icon.svg", "inter.woff2")) {
      var answer = full.send(full.request("/console/assets/" + name));
      assertThat(answer.statusCode()).as(name).isEqualTo(200);
      assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("immutable");
    }
    assertThat(full.send(full.request("/console/assets/htmx.min.js")).body())
        .contains("htmx", "function")
        .hasSizeGreaterThan(20_000);
    assertThat(full.send(full.request("/console/assets/words.properties")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void switchesTheLanguageAndStaysOnThePage() throws Exception {
    var answer =
        full.send(
            full.form("/console/language", Map.of("language", "de", "back", "/console/links?q=a")));
    assertThat(answer.headers().firstValue("Location")).hasValue("/console/links?q=a");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("parley_language=de");
    assertThat(full.getInGerman("/console/links").body()).contains("lang=\"de\"", "Neuer Link");
  }
}
