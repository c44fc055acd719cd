// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.util.Objects.requireNonNull;
import static org.parley.api.connectors.Capability.AUDIENCE;
import static org.parley.api.connectors.Capability.DELETE;
import static org.parley.api.connectors.Capability.DIRECT_MESSAGE;
import static org.parley.api.connectors.Capability.EDIT;
import static org.parley.api.connectors.Capability.INBOX;
import static org.parley.api.connectors.Capability.LISTEN_POLL;
import static org.parley.api.connectors.Capability.MEDIA;
import static org.parley.api.connectors.Capability.PUBLISH;
import static org.parley.api.connectors.Capability.REPLY;
import static org.parley.api.connectors.Capability.THREAD;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
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
import org.parley.api.connectors.OAuth2;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.RateBudget.Cost;
import org.parley.api.connectors.RateBudget.Window;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.Who;
import org.parley.api.web.Fetcher;
import org.parley.connector.Connector;
import org.parley.connector.Help;
import org.parley.connector.Label;
import org.parley.connector.Preset;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/** Publishes, listens and writes messages on any server of Mastodon. */
@Component(service = Connector.class)
public final class Mastodon implements Connector<Mastodon.Settings> {
  static final String ID = "mastodon";
  private static final String POSTS = "posts";
  private static final String REMOVALS = "removals";

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
   * @param pace of asking for what is new
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
          @Nullable Visibility visibility,
      @Label(en = "Ask every", de = "Abfragen alle")
          @Help(en = "Such as PT2M for two minutes", de = "Etwa PT2M für zwei Minuten")
          @Preset("PT2M")
          @NotNull
          @Nullable Duration pace) {

    /** What the server offers at a path; an address beyond its host names nothing there. */
    String at(String path) {
      URI address = requireNonNull(instance);
      return address.getScheme() + "://" + address.getAuthority() + path;
    }

    String host() {
      return requireNonNull(requireNonNull(instance).getHost());
    }
  }

  @Activate
  public Mastodon(@Reference Fetcher fetcher) {
    this.fetcher = fetcher;
  }

  /** To edit or to take back what was edited or taken back before changes nothing. */
  @Override
  public Descriptor descriptor() {
    Repeat forAnHour = Repeat.keyed(Duration.ofHours(1));
    return Descriptor.of(ID, "Mastodon", Kind.SOCIAL)
        .summary(
            "Publishes, listens and writes messages on any server of Mastodon",
            "Veröffentlicht, hört zu und schreibt Nachrichten auf jedem Mastodon-Server")
        .can(PUBLISH, forAnHour)
        .can(REPLY, forAnHour)
        .can(DIRECT_MESSAGE, forAnHour)
        .can(EDIT, Repeat.keyed())
        .can(DELETE, Repeat.keyed())
        .has(THREAD, MEDIA, LISTEN_POLL, INBOX, AUDIENCE)
        .rules(Instance.AS_DELIVERED.rules())
        .signIn(signIn())
        .budget(budget());
  }

  /** Tokens of Mastodon do not end by themselves. */
  private static OAuth2 signIn() {
    return OAuth2.of(
            OAuth2.Code.at("{instance}/oauth/authorize"),
            "{instance}/oauth/token",
            Client.mastodon("{instance}"),
            "read:accounts",
            "read:notifications",
            "read:statuses",
            "write:media",
            "write:statuses")
        .renewal(new OAuth2.NoRenewal())
        .who(Who.asked("{instance}/api/v1/accounts/verify_credentials", "/id", "/acct"))
        .revocation("{instance}/oauth/revoke");
  }

  /**
   * Its headers speak now of calls, now of posts and now of removals, so they are not heard; what
   * is refused says until when.
   */
  private static RateBudget budget() {
    return RateBudget.of(300, Duration.ofMinutes(5))
        .and(Window.of(POSTS, 300, Duration.ofHours(3)))
        .and(Window.of(REMOVALS, 30, Duration.ofMinutes(30)))
        .cost(PUBLISH, Cost.of(POSTS, 1))
        .cost(REPLY, Cost.of(POSTS, 1))
        .cost(DIRECT_MESSAGE, Cost.of(POSTS, 1))
        .cost(DELETE, Cost.of(REMOVALS, 1))
        .parallel(2);
  }

  @Override
  public SettingsType<Settings> settings() {
    return SettingsType.of(Settings.class);
  }

  @Override
  public void routes(Routes routes, Settings settings) {
    new Speaking(routes, settings).lay(fetcher);
    new Hearing(routes, settings).lay();
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
