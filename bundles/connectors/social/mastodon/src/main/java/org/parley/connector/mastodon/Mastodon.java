// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.util.Objects.requireNonNull;
import static org.apache.camel.Exchange.HTTP_METHOD;
import static org.parley.api.connectors.Capability.MEDIA;
import static org.parley.api.connectors.Capability.PUBLISH;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Client;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.MediaRules;
import org.parley.api.connectors.MediaRules.Medium;
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;
import org.parley.api.connectors.Who;
import org.parley.api.web.Fetcher;
import org.parley.connector.Connector;
import org.parley.connector.Help;
import org.parley.connector.Label;
import org.parley.connector.Preset;
import org.parley.connector.Routes;

/** Publishes on any server of Mastodon. */
@Component(service = Connector.class)
public final class Mastodon implements Connector<Mastodon.Settings> {
  private static final int LONGEST = 500;
  private static final int LINK = 23;
  private static final int ALT_TEXT = 1500;

  private final Fetcher fetcher;

  /** Who sees what is posted. */
  enum Visibility {
    PUBLIC,
    UNLISTED,
    PRIVATE
  }

  /**
   * @param instance the account's server
   * @param visibility of its posts
   */
  record Settings(
      @Label(en = "Server", de = "Server")
          @Help(
              en = "Where the account lives, such as https://mastodon.social",
              de = "Wo das Konto liegt, etwa https://mastodon.social")
          @NotNull
          @Nullable URI instance,
      @Label(en = "Visibility", de = "Sichtbarkeit")
          @Help(
              en = "Of the posts: public, unlisted (in no public timeline) or for followers alone",
              de = "Der Beiträge: öffentlich, nicht gelistet oder nur für Folgende")
          @Preset("PUBLIC")
          @NotNull
          @Nullable Visibility visibility) {

    /** What the server offers at a path; an address beyond its host names nothing there. */
    String at(String path) {
      URI address = requireNonNull(instance);
      return address.getScheme() + "://" + address.getAuthority() + path;
    }
  }

  @Activate
  public Mastodon(@Reference Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  @Override
  public Descriptor descriptor() {
    var pictures = new Medium(MediaRules.Form.IMAGE, 4, Picture.TYPES, Picture.LARGEST, ALT_TEXT);
    return Descriptor.of("mastodon", "Mastodon", Kind.SOCIAL)
        .summary(
            "Publishes posts with pictures on any server of Mastodon",
            "Veröffentlicht Beiträge mit Bildern auf jedem Mastodon-Server")
        .can(PUBLISH, Repeat.keyed(Duration.ofHours(1)))
        .has(MEDIA)
        .text(TextRules.of(TextUnit.GRAPHEMES, LONGEST).linkCounts(LINK))
        .media(new MediaRules(List.of(pictures)))
        .signIn(signIn())
        .budget(
            RateBudget.of(300, Duration.ofMinutes(5)).and(300, Duration.ofHours(3)).parallel(2));
  }

  /** Tokens of Mastodon do not end by themselves. */
  private static OAuth2 signIn() {
    return OAuth2.of(
            OAuth2.Code.at("{instance}/oauth/authorize"),
            "{instance}/oauth/token",
            Client.mastodon("{instance}"),
            "read:accounts",
            "read:statuses",
            "write:media",
            "write:statuses")
        .renewal(new OAuth2.NoRenewal())
        .who(Who.asked("{instance}/api/v1/accounts/verify_credentials", "/id", "/acct"))
        .revocation("{instance}/oauth/revoke");
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public void routes(Routes routes, Settings settings) {
    routes
        .check()
        .setHeader(HTTP_METHOD)
        .constant("GET")
        .to(settings.at("/api/v1/accounts/verify_credentials"))
        .unmarshal(Words.of(Member.class))
        .setBody()
        .simple("Signed in as @${body.acct}");
    new Speaking(routes, settings).lay(fetcher);
  }

  @Override
  public Optional<ParleyException> explain(Throwable failure) {
    return failure instanceof HttpOperationFailedException answer && answer.getStatusCode() == 422
        ? Optional.of(new ParleyException(Fault.INPUT, "Mastodon refused it: " + said(answer)))
        : Optional.empty();
  }

  private static String said(HttpOperationFailedException answer) {
    var body = Jsoner.deserialize(String.valueOf(answer.getResponseBody()), new JsonObject());
    return String.valueOf(body.getOrDefault("error", "status 422"));
  }
}
