// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import static java.util.Objects.requireNonNull;
import static org.parley.api.connectors.Capability.MEDIA;
import static org.parley.api.connectors.Capability.PUBLISH;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.MediaRules;
import org.parley.api.connectors.MediaRules.Medium;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.RateBudget.Cost;
import org.parley.api.connectors.RateBudget.Window;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;
import org.parley.api.web.Fetcher;
import org.parley.connector.Connector;
import org.parley.connector.Help;
import org.parley.connector.Label;
import org.parley.connector.Outgoing;
import org.parley.connector.Preset;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/** Publishes on Bluesky and any other server of the AT Protocol. */
@Component(service = Connector.class)
public final class Bluesky implements Connector<Bluesky.Settings> {
  private static final int ALT_TEXT = 2000;
  private static final String POINTS = "points";

  private final Fetcher fetcher;

  /**
   * @param service the account's server
   * @param handle or another name by which the server knows the account
   * @param password an app password
   */
  record Settings(
      @Label(en = "Server", de = "Server")
          @Help(
              en = "https://bsky.social, or the address of your own server",
              de = "https://bsky.social oder die Adresse des eigenen Servers")
          @Preset("https://bsky.social")
          @NotNull
          @Nullable URI service,
      @Label(en = "Handle", de = "Handle")
          @Help(
              en = "Such as ada.bsky.social, without the @; a DID will do",
              de = "Etwa ada.bsky.social, ohne das @; auch eine DID")
          @NotBlank
          @Pattern(
              regexp = "([A-Za-z0-9-]+\\.)+[A-Za-z][A-Za-z0-9-]*|did:[a-z]+:[A-Za-z0-9._:%-]+",
              message = "must be a handle such as ada.bsky.social, or a DID")
          @Nullable String handle,
      @Label(en = "App password", de = "App-Passwort")
          @Help(
              en = "Made at Settings, Privacy and security, App passwords; never the main password",
              de =
                  "Unter Einstellungen, Privatsphäre und Sicherheit, App-Passwörter; nie das Hauptpasswort")
          @NotNull
          @Nullable Secret password) {

    /** A procedure of the server; addresses beyond its host name nothing there. */
    String xrpc(String procedure) {
      URI address = requireNonNull(service);
      return address.getScheme()
          + "://"
          + address.getAuthority()
          + "/xrpc/com.atproto."
          + procedure;
    }
  }

  @Activate
  public Bluesky(@Reference Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  @Override
  public Descriptor descriptor() {
    var pictures =
        Medium.of(MediaRules.Form.IMAGE, 4, "image/jpeg", "image/png", "image/webp")
            .bytes(Picture.LARGEST)
            .altText(TextUnit.GRAPHEMES, ALT_TEXT);
    return Descriptor.of("bluesky", "Bluesky", Kind.SOCIAL)
        .summary(
            "Publishes posts with a link card or pictures on Bluesky and other AT Protocol servers",
            "Veröffentlicht Beiträge mit Linkkarte oder Bildern auf Bluesky und Servern seiner Art")
        .can(PUBLISH, Repeat.readBack(Duration.ofSeconds(1)))
        .has(MEDIA)
        .text(TextRules.of(TextUnit.GRAPHEMES, 300).and(TextUnit.BYTES, 3000).withCard())
        .media(MediaRules.of(pictures))
        .signIn(new SignIn.Session(Duration.ZERO))
        .budget(budget());
  }

  /**
   * Writing takes points, and each call of a server counts, too. Its headers speak now of the one
   * and now of the other, so they are not heard; what is refused says until when.
   */
  private static RateBudget budget() {
    return RateBudget.of(3_000, Duration.ofMinutes(5))
        .and(Window.of(POINTS, 5_000, Duration.ofHours(1)))
        .and(Window.of(POINTS, 35_000, Duration.ofDays(1)))
        .cost(PUBLISH, Cost.of(POINTS, 3))
        .parallel(2);
  }

  @Override
  public SettingsType<Settings> settings() {
    return SettingsType.of(Settings.class);
  }

  @Override
  public void routes(Routes routes, Settings settings) {
    signIn(routes, settings);
    routes
        .check()
        .setHeader(Exchange.HTTP_METHOD)
        .constant("GET")
        .to(settings.xrpc("server.getSession"))
        .setBody(exchange -> "Signed in as @" + XrpcAnswer.of(exchange).get("handle"));
    prepare(routes, settings);
    routes
        .sink(PUBLISH)
        .setBody(BlueskyPost::request)
        .marshal()
        .json()
        .to(settings.xrpc("repo.putRecord") + "?okStatusCodeRange=200-299,400")
        .setBody(BlueskyPost::outcome);
    routes
        .readBack(PUBLISH)
        .process(BlueskyPost::question)
        .to(settings.xrpc("repo.getRecord") + "?okStatusCodeRange=200-299,400,404")
        .setBody(BlueskyPost::found);
  }

  private static void signIn(Routes routes, Settings settings) {
    var session = new BlueskySession(settings);
    routes
        .signIn()
        .filter(BlueskySession::canBeRefreshed)
        .process(BlueskySession::refresh)
        .to(settings.xrpc("server.refreshSession") + "?okStatusCodeRange=200-299,400-401")
        .end()
        .filter(BlueskySession::isOver)
        .process(session::begin)
        .marshal()
        .json()
        .to(settings.xrpc("server.createSession"))
        .end()
        .setBody(BlueskySession::token);
  }

  private void prepare(Routes routes, Settings settings) {
    routes
        .prepare(PUBLISH)
        .process(Preparation::begin)
        .split()
        .body(Outgoing.class, Preparation::mentions)
        .process(Preparation::askWhoIs)
        .to(settings.xrpc("identity.resolveHandle") + "?okStatusCodeRange=200-299,400,404")
        .process(Preparation::keepWhoIs)
        .end()
        .split()
        .body(Outgoing.class, outgoing -> Picture.of((Teaser) outgoing.content(), fetcher))
        .process(Preparation::upload)
        .to(settings.xrpc("repo.uploadBlob"))
        .process(Preparation::keepUploaded)
        .end()
        .setBody()
        .exchangeProperty(Preparation.RESULT);
  }

  @Override
  public Optional<ParleyException> explain(Throwable failure) {
    return XrpcAnswer.of(failure).flatMap(XrpcAnswer::refusal);
  }
}
