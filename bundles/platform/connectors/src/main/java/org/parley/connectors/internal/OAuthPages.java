// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.parley.api.web.Markup.escape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.SignIn;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.api.web.PublicDocument;
import org.parley.api.web.PublicPage;

/**
 * What vendors reach: {@code /oauth/callback}, where they send people back to, and for each
 * connector that publishes itself {@code /oauth/{connector}/client-metadata.json}.
 *
 * <p>The callback does nothing itself: who comes from another site has no session here, for the
 * console's cookies do not come along. It sends the browser on to the console, within this site,
 * and there the session is asked for.
 */
@Component
public final class OAuthPages implements PublicPage {
  private static final String METADATA = "/client-metadata.json";
  private static final JsonMapper JSON = new JsonMapper();

  private final Switchboard board;
  private final AppFinder apps;
  private final PublicUrl url;

  @Activate
  public OAuthPages(@Reference Switchboard board) {
    this.board = board;
    url = board.hub().outside().url();
    apps = new AppFinder(board.hub());
  }

  @Override
  public String prefix() {
    return "oauth";
  }

  @Override
  public PageAnswer answer(PageVisit visit) {
    if (visit.path().equals("callback")) {
      return onward(visit);
    }
    if (visit.path().endsWith(METADATA)) {
      String connector = visit.path().substring(0, visit.path().length() - METADATA.length());
      return board
          .find(connector)
          .map(Joined::descriptor)
          .filter(found -> found.signIn() instanceof SignIn.Atproto)
          .<PageAnswer>map(this::metadata)
          .orElseGet(PageAnswer.Unknown::new);
    }
    return new PageAnswer.Unknown();
  }

  private static PageAnswer onward(PageVisit visit) {
    Map<String, String> answer = new LinkedHashMap<>();
    visit.query().forEach((name, values) -> answer.put(name, values.get(0)));
    if (!answer.containsKey("state")) {
      return new PageAnswer.Unknown();
    }
    String next = "/console/sign-ins/return?" + Vendor.write(answer);
    boolean german = visit.headers().getOrDefault("accept-language", "").startsWith("de");
    String title = german ? "Zurück bei Parley" : "Back at Parley";
    String link = german ? "Weiter zur Konsole" : "On to the console";
    String head =
        PublicDocument.UNLISTED
            + "<meta name=\"referrer\" content=\"no-referrer\">\n"
            + "<meta http-equiv=\"refresh\" content=\"0;url="
            + escape(next)
            + "\">\n";
    String body = "<p><a href=\"" + escape(next) + "\">" + link + "</a></p>";
    var language = german ? Locale.GERMAN : Locale.ENGLISH;
    return PageAnswer.html(new PublicDocument(language, title, head, body).writtenFor(visit));
  }

  private PageAnswer metadata(Descriptor connector) {
    String redirect = apps.redirect().toString();
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("client_id", apps.document(connector.id()).toString());
    said.put("client_name", "Parley");
    said.put("client_uri", url.at("").toString());
    said.put("application_type", "web");
    said.put("grant_types", List.of("authorization_code", "refresh_token"));
    said.put("response_types", List.of("code"));
    said.put("redirect_uris", List.of(redirect));
    said.put("scope", String.join(" ", AppFinder.scopesOfDocument(connector)));
    said.put("dpop_bound_access_tokens", true);
    Optional<Map<String, Object>> key = key(connector);
    if (key.isPresent()) {
      said.put("token_endpoint_auth_method", "private_key_jwt");
      said.put("token_endpoint_auth_signing_alg", "ES256");
      said.put("jwks", Map.of("keys", List.of(key.get())));
    } else {
      said.put("token_endpoint_auth_method", "none");
    }
    try {
      byte[] content = JSON.writeValueAsString(said).getBytes(UTF_8);
      return new PageAnswer.Download("client-metadata.json", "application/json", content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The document cannot be written", e);
    }
  }

  private Optional<Map<String, Object>> key(Descriptor connector) {
    return apps.documentedAs(connector)
        .flatMap(StoredApp::secret)
        .flatMap(board.hub().vault()::find)
        .map(Jwts::published);
  }
}
