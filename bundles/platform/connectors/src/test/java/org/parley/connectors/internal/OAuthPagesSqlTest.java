// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.Template;
import org.parley.api.store.Store;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.testkit.StoreTest;

@StoreTest(room = "connectors")
class OAuthPagesSqlTest {
  private final Bench bench;
  private final OAuthPages pages;

  OAuthPagesSqlTest(Store store) {
    bench = new Bench(store);
    pages = new OAuthPages(bench.board);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @TestTemplate
  void sendsTheBrowserOnWithinTheSite() {
    var page =
        (PageAnswer.Html) pages.answer(visit("callback", Map.of("state", "s&\"<", "code", "c")));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.html())
        .contains("http-equiv=\"refresh\" content=\"0;url=/console/sign-ins/return?")
        .contains("state=s%26%22%3C")
        .contains("no-referrer")
        .doesNotContain("<script");
  }

  @TestTemplate
  void isNoPageToThoseWhoBringNothing() {
    assertThat(pages.answer(visit("callback", Map.of()))).isInstanceOf(PageAnswer.Unknown.class);
    assertThat(pages.answer(visit("trial/client-metadata.json", Map.of())))
        .isInstanceOf(PageAnswer.Unknown.class);
  }

  @TestTemplate
  void publishesWhatTheHubIs() throws Exception {
    var scheme =
        new SignIn.Atproto(
            Template.of("{address}"),
            Template.of("https://bsky.social"),
            Template.of("https://plc.directory"),
            List.of("transition:generic"));
    var vendor = new TrialVendor(scheme);
    bench.board.join(vendor);
    var finder = new AppFinder(bench.board.hub());
    var flows = new Flows(vendor.descriptor(), Map.of(), bench.board.hub());
    StoredApp app = finder.find(vendor.descriptor(), flows, Optional.empty()).orElseThrow();

    var file = (PageAnswer.Download) pages.answer(visit("vendor/client-metadata.json", Map.of()));

    JsonNode said = new JsonMapper().readTree(file.content());
    assertThat(file.mediaType()).isEqualTo("application/json");
    assertThat(said.at("/client_id").asText())
        .isEqualTo(app.client())
        .isEqualTo("https://hub.example/oauth/vendor/client-metadata.json");
    assertThat(said.at("/redirect_uris/0").asText())
        .isEqualTo("https://hub.example/oauth/callback");
    assertThat(said.at("/scope").asText()).isEqualTo("atproto transition:generic");
    assertThat(said.at("/dpop_bound_access_tokens").asBoolean()).isTrue();
    assertThat(said.at("/token_endpoint_auth_method").asText()).isEqualTo("private_key_jwt");
    assertThat(said.at("/jwks/keys/0/kty").asText()).isEqualTo("EC");
    assertThat(said.at("/jwks/keys/0/d").isMissingNode()).isTrue();
    assertThat(finder.find(vendor.descriptor(), flows, Optional.empty()).orElseThrow().id())
        .isEqualTo(app.id());
  }

  private static PageVisit visit(String path, Map<String, String> query) {
    Map<String, List<String>> values = new HashMap<>();
    query.forEach((name, value) -> values.put(name, List.of(value)));
    return new PageVisit(
        PageVisit.Method.GET,
        path,
        values,
        Map.of(),
        Map.of("accept-language", "en"),
        "127.0.0.1",
        Optional.empty(),
        URI.create("https://hub.example"),
        "nonce",
        Instant.EPOCH);
  }
}
