// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.util.stream.Collectors.joining;
import static org.parley.api.connectors.Capability.DELETE;
import static org.parley.api.connectors.Capability.DIRECT_MESSAGE;
import static org.parley.api.connectors.Capability.EDIT;
import static org.parley.api.connectors.Capability.INBOX;
import static org.parley.api.connectors.Capability.LISTEN_POLL;
import static org.parley.api.connectors.Capability.PUBLISH;
import static org.parley.api.connectors.Capability.REPLY;
import static org.parley.connector.mastodon.ScriptedMastodon.error;
import static org.parley.connector.mastodon.ScriptedMastodon.isFor;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.parley.api.connectors.Capability;
import org.parley.connector.Connector;
import org.parley.connectorkit.ConnectorContract;
import org.parley.connectorkit.StandIn;
import org.parley.connectorkit.StandIn.Fact;
import org.parley.connectorkit.StandIn.Taken;
import org.parley.connectorkit.TrialHub;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

class MastodonContractTest extends ConnectorContract {
  private static final String STATUSES = "/api/v1/statuses";
  private static final String BOB = "@bob@far.example ";

  @Override
  protected Connector<?> connector() {
    return new Mastodon(new Pictures());
  }

  @Override
  protected Map<String, Object> settings(StandIn mastodon) {
    return Map.of(
        "instance", mastodon.address().toString(), "visibility", "UNLISTED", "pace", "PT1M");
  }

  @Override
  protected void connected(TrialHub hub, UUID account, StandIn mastodon) {
    hub.signIn(account, Map.of("code", "c0de"));
  }

  @Override
  protected void play(StandIn mastodon) {
    signIn(mastodon);
    posts(mastodon, PUBLISH, request -> !isDirect(request) && !answers(request));
    posts(mastodon, REPLY, request -> !isDirect(request) && answers(request));
    posts(mastodon, DIRECT_MESSAGE, MastodonContractTest::isDirect);
    mastodon
        .takes(EDIT, request -> request.method().equals("PUT"))
        .mark(Request::path)
        .text(request -> StandIn.read(request, "status"))
        .answer(taken -> status(taken.mark().substring(STATUSES.length() + 1)));
    mastodon
        .takes(DELETE, request -> request.method().equals("DELETE"))
        .mark(Request::path)
        .answer(taken -> status(taken.mark().substring(STATUSES.length() + 1)));
    tells(mastodon, LISTEN_POLL, "public", request -> request.path().contains("quote"));
    tells(mastodon, INBOX, "direct", request -> !request.path().contains("quote"));
  }

  @Override
  protected Answer revoked() {
    return error(
        401,
        "The access token was revoked",
        "WWW-Authenticate: Bearer realm=\"Doorkeeper\", error=\"invalid_token\", "
            + "error_description=\"The access token was revoked\"");
  }

  @Override
  protected Optional<String> omits(String check) {
    if (check.startsWith("AUDIENCE")) {
      return Optional.of("It is a number, and once a list; later ones are notified of");
    }
    return check.equals("DELETE refused: 404 is SETTINGS")
        ? Optional.of("What is not there any longer needs not be taken back")
        : Optional.empty();
  }

  private static void signIn(StandIn mastodon) {
    mastodon
        .answers(
            "POST",
            "/api/v1/apps",
            request -> Answer.of(200, "{\"client_id\":\"app\",\"client_secret\":\"apps-own\"}"))
        .answers(
            "POST",
            "/oauth/token",
            request ->
                Answer.of(
                    200,
                    "{\"access_token\":\"%s\",\"token_type\":\"Bearer\"}"
                        .formatted(mastodon.secret())))
        .answers(
            "GET",
            "/api/v1/accounts/verify_credentials",
            request -> Answer.of(200, "{\"id\":\"7\",\"acct\":\"ada\",\"followers_count\":3}"))
        .answers("GET", "/api/v1/accounts/7/followers", request -> Answer.of(200, "[]"))
        .answers("GET", "/api/v1/accounts/7/statuses", request -> statuses(mastodon))
        .answers("GET", "/api/v2/instance", request -> Answer.of(200, "{}"));
  }

  private static void posts(StandIn mastodon, Capability sink, Predicate<Request> which) {
    mastodon
        .takes(sink, request -> isFor(request, "POST", STATUSES) && which.test(request))
        .mark(request -> request.headers().getOrDefault("idempotency-key", ""))
        .text(request -> read(sink, StandIn.read(request, "status")))
        .answer(taken -> status(id(sink, taken)));
  }

  /** Whoever is written to is mentioned. */
  private static String read(Capability sink, String status) {
    return sink == PUBLISH || !status.startsWith(BOB) ? status : status.substring(BOB.length());
  }

  private static boolean isDirect(Request request) {
    return StandIn.read(request, "visibility").equals("direct");
  }

  private static boolean answers(Request request) {
    return !StandIn.read(request, "in_reply_to_id").isEmpty();
  }

  private static String id(Capability sink, Taken taken) {
    return sink.ordinal() + "0" + taken.number();
  }

  private static Answer status(String id) {
    return Answer.of(200, shown(id, "", "public"));
  }

  private static Answer statuses(StandIn mastodon) {
    return Answer.of(
        200,
        mastodon.taken(PUBLISH).stream()
            .map(taken -> shown(id(PUBLISH, taken), taken.text(), "unlisted"))
            .collect(joining(",", "[", "]")));
  }

  private static String shown(String id, String text, String visibility) {
    return """
        {"id":"%s","url":"https://social.example/@ada/%s","created_at":"%s","content":%s,
        "visibility":"%s","media_attachments":[]}"""
        .formatted(id, id, Instant.now(), StandIn.quoted(html(text)), visibility);
  }

  private static String html(String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
    return "<p>" + escaped + "</p>";
  }

  /** The newest first; those who ask again say after which. */
  private static void tells(
      StandIn mastodon, Capability source, String visibility, Predicate<Request> which) {
    mastodon.tells(
        source,
        request -> isFor(request, "GET", "/api/v1/notifications") && which.test(request),
        (request, facts) -> Answer.of(200, page(request, facts, visibility)));
  }

  private static String page(Request request, List<Fact> facts, String visibility) {
    String last = request.path().replaceFirst(".*min_id=|.*", "");
    int after = last.isEmpty() ? 0 : Integer.parseInt(last);
    return facts.stream()
        .filter(fact -> fact.number() > after)
        .sorted(Comparator.comparingInt(Fact::number).reversed())
        .map(fact -> notification(fact, visibility))
        .collect(joining(",", "[", "]"));
  }

  private static String notification(Fact fact, String visibility) {
    return """
        {"id":"%d","type":"mention","created_at":"2026-08-01T13:51:39.668Z",
        "account":{"id":"9","acct":"bob@far.example"},"status":%s}"""
        .formatted(fact.number(), shown("5" + fact.number(), fact.text(), visibility));
  }
}
