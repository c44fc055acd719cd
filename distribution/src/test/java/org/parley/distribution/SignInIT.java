// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.parley.distribution.probe.Club;
import org.parley.testkit.Ports;

/**
 * An administrator signs an account in at a real OpenID provider with a real browser, signs it in
 * again and out; the packed hub renews what serves once. Hub and provider are two sites to the
 * browser, which so keeps the console's cookies to itself on the way back.
 */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignInIT {
  private static final String PASSWORD = "correct horse battery staple";
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Chromium chromium;
  private final Keycloak keycloak;
  private final PackedHub hub;
  private final String url;
  private final String issuer;
  private final Page page;
  private String returned = "";

  SignInIT(@TempDir Path folder) throws IOException {
    Keycloak.require();
    chromium = Chromium.open();
    int port = Ports.free();
    Path home = folder.resolve("home");
    String open = "http://localhost:" + port;
    keycloak =
        new Keycloak(Files.createDirectory(folder.resolve("keycloak")), open + "/oauth/callback");
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(
        conf.resolve("org.parley.web.cfg"),
        """
        fetch.allow = 127.0.0.1:%d
        public.url = %s
        """
            .formatted(keycloak.port(), open));
    hub =
        new PackedHub(
            PackedHub.unpackForAShortLife(Files.createDirectory(folder.resolve("unpacked"))),
            home,
            Map.of("PARLEY_ADMIN_PASSWORD", PASSWORD),
            "--port",
            Integer.toString(port));
    url = hub.awaitReady();
    club().writeTo(home.resolve("deploy"));
    issuer = keycloak.awaitIssuer();
    page = chromium.browser().newContext().newPage();
    page.onRequest(
        request -> {
          if (request.url().contains("/oauth/callback")) {
            returned = request.url();
          }
        });
  }

  private static DeployedJar club() throws IOException {
    return DeployedJar.named("org.example.club")
        .with(
            "Import-Package",
            "org.apache.camel,org.apache.camel.builder,org.apache.camel.model,org.parley.api,"
                + "org.parley.api.connectors,org.parley.connector")
        .with(
            "Require-Capability",
            "org.parley.camel.component;filter:=\"(org.parley.camel.component=http)\"")
        .with("Service-Component", "OSGI-INF/club.xml")
        .text(
            "OSGI-INF/club.xml",
            """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="club">
              <implementation class="%s"/>
              <service><provide interface="org.parley.connector.Connector"/></service>
            </scr:component>
            """
                .formatted(Club.class.getName()))
        .withClass(Club.class)
        .withClass(Club.Settings.class);
  }

  @AfterAll
  void end() {
    hub.close();
    keycloak.close();
    chromium.close();
  }

  @Test
  @Order(1)
  void entersTheAppOnce() {
    page.navigate(url + "/console/sign-in");
    page.fill("input[name=name]", "admin");
    page.fill("input[name=password]", PASSWORD);
    send(page.locator("main button").first());
    page.waitForURL(address -> !address.contains("/console/sign-in"));
    await()
        .atMost(SOON)
        .until(
            () -> {
              page.navigate(url + "/console/apps");
              return page.locator("text=Enter an app of Club").count() > 0;
            });

    page.click("text=Enter an app of Club");
    see(url + "/oauth/callback");
    page.fill("input[name=name]", "Ours at the club");
    page.fill("input[name=clientId]", Keycloak.APP);
    page.fill("input[name=secret]", Keycloak.SECRET);
    send(button("Save"));

    see("Accounts can sign in by it");
    assertThat(page.content()).doesNotContain(Keycloak.SECRET);
  }

  @Test
  @Order(2)
  void signsInAtTheProviderAndComesBack() {
    page.navigate(url + "/console/accounts/new?connector=club");
    page.fill("input[name=name]", "Our club");
    page.fill("input[name='settings.issuer']", issuer);
    send(button("Connect"));
    see("Nobody has signed in yet");

    button("Sign in at Club").click();
    page.waitForURL(Pattern.compile(".*/realms/club/.*"));
    page.fill("#username", Keycloak.PERSON);
    page.fill("#password", Keycloak.PASSWORD);
    page.click("#kc-login");
    page.waitForURL(Pattern.compile(".*/console/accounts/.*"));

    see("The account is signed in");
    see("Signed in as");
    see(Keycloak.PERSON);
    awaitText("Online");
  }

  /** Each token lasts a second longer than the hub wants it to: each test renews it. */
  @Test
  @Order(3)
  void renewsWhatServesOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      Thread.sleep(1_100);
      send(button("Test connection").first());
      see("The connection works");
      see("The club says");
    }
  }

  @Test
  @Order(4)
  void takesNoAnswerTwice() {
    assertThat(returned).contains("state=", "code=");

    page.navigate(returned, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    page.waitForURL(Pattern.compile(".*/console/sign-ins/return.*"));

    see("Begin anew on the page of the account");
  }

  @Test
  @Order(5)
  void signsInAgainAndOut() {
    page.navigate(url + "/console/accounts");
    page.click("text=Our club");
    button("Sign in again at Club").click();
    page.waitForURL(Pattern.compile(".*/console/accounts/.*said=account.signed-in.*"));

    send(button("Sign out"));
    see("Club has taken the sign-in back");
    page.navigate(url + "/console/accounts");
    page.click("text=Our club");
    awaitText("Nobody has signed in yet");
    awaitText("Offline");
  }

  private Locator button(String name) {
    return page.locator("main")
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Sends a form and waits until it is answered. */
  private void send(Locator button) {
    page.waitForResponse(answer -> answer.request().method().equals("POST"), button::click);
  }

  private void see(String text) {
    page.locator("main", new Page.LocatorOptions().setHasText(text)).waitFor();
  }

  private void awaitText(String text) {
    await()
        .atMost(SOON)
        .until(
            () -> {
              page.reload();
              return page.locator("main").innerText().contains(text);
            });
  }
}
