// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Secret;
import org.parley.api.store.Store;
import org.parley.security.internal.AuditLog;
import org.parley.security.internal.KeepAudit;
import org.parley.security.internal.KeyRing;
import org.parley.security.internal.TeamDirectory;
import org.parley.security.internal.UserDirectory;
import org.parley.testkit.RecordingBus;
import org.parley.testkit.StoreTest;
import org.parley.web.internal.rest.ApiServer;
import org.parley.web.internal.rest.Constraints;

@StoreTest(room = {"security", "web"})
class SecurityResourcesSqlTest {
  private static final String ADA =
      """
      {"name": "ada", "roles": ["marketer", "sales"], "password": "correct horse"}""";

  private final JsonMapper json = new JsonMapper();
  private final RecordingBus bus = new RecordingBus();
  private final Store store;
  private KeyRing keys;
  private ApiServer server;

  SecurityResourcesSqlTest(Store store) {
    this.store = store;
  }

  @BeforeEach
  void start() throws Exception {
    var constraints = new Constraints();
    var audit = new AuditLog(store, bus);
    keys = new KeyRing(store, audit, constraints);
    server =
        new ApiServer(
            List.of(),
            new KeysResource(keys),
            new UsersResource(new UserDirectory(store, audit, constraints)),
            new TeamsResource(new TeamDirectory(store, audit)),
            new AuditResource(audit));
    server.use(store);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @TestTemplate
  void makesAKeyAndShowsItOnce() throws Exception {
    String body = "{\"name\": \"crm\", \"roles\": [\"integrator\"]}";
    var request = server.request("/keys", "administrator").header("Idempotency-Key", "k1");
    request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    var made = server.send(request);
    var again = server.send(request);

    String secret = read(made).path("secret").asText();
    String id = read(made).path("key").path("id").asText();
    assertThat(keys.authenticate(new Secret(secret))).isPresent();
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(server.get("/keys").body()).contains(id).doesNotContain(secret);
    assertThat(server.call("DELETE", "/keys/" + id, "").statusCode()).isEqualTo(204);
    assertThat(keys.authenticate(new Secret(secret))).isEmpty();
    assertThat(server.call("DELETE", "/keys/nonsense", "").statusCode()).isEqualTo(404);
  }

  @TestTemplate
  void createsAndChangesUsers() throws Exception {
    var created = server.call("POST", "/users", ADA);
    String path =
        created.headers().firstValue("Location").orElseThrow().substring("/api/v1".length());

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.body()).doesNotContain("horse");
    assertThat(server.get(path).body()).isEqualTo(created.body());
    var changed = put(path, "\"1\"", "{\"name\": \"ada\", \"roles\": [\"sales\"]}");
    assertThat(changed.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(server.call("POST", "/users", ADA).statusCode()).isEqualTo(409);
  }

  @TestTemplate
  void givesAPasswordToTheUserWhoWasSeen() throws Exception {
    String id = read(server.call("POST", "/users", ADA)).path("id").asText();
    String path = "/users/" + id + "/password";
    String longer = "{\"password\": \"a longer one\"}";

    assertThat(put(path, "*", "{\"password\": \"short\"}").statusCode()).isEqualTo(422);
    assertThat(server.call("PUT", path, longer).statusCode()).isEqualTo(428);
    var given = put(path, "\"1\"", longer);
    assertThat(given.statusCode()).isEqualTo(200);
    assertThat(given.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(given.body()).doesNotContain("longer");
    assertThat(put(path, "\"1\"", longer).statusCode()).isEqualTo(412);
  }

  private HttpResponse<String> put(String path, String tag, String body) throws Exception {
    return server.send(
        server
            .request(path, "administrator")
            .header("Content-Type", "application/json")
            .header("If-Match", tag)
            .PUT(BodyPublishers.ofString(body)));
  }

  @TestTemplate
  void namesEveryBadFieldOfAUser() throws Exception {
    var refused =
        server.call("POST", "/users", "{\"name\": \"a b\", \"roles\": [\"king\"], \"x\": 1}");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("#/roles/0", "#/x", "#/password");
  }

  @TestTemplate
  void keepsSecurityToAdministrators() throws Exception {
    for (String path : List.of("/keys", "/users", "/audit")) {
      for (String role : List.of("marketer", "sales", "integrator")) {
        assertThat(server.send(server.request(path, role)).statusCode()).as(path).isEqualTo(403);
      }
    }
  }

  @TestTemplate
  void makesTeamsAndTellsWhatWasDone() throws Exception {
    var made = server.call("POST", "/teams", "{\"name\": \"Reach\"}");
    for (var record : bus.records()) {
      store.inTransaction(
          tx -> {
            new KeepAudit().read(tx, record);
            return record;
          });
    }

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(server.get("/teams").body()).contains("Reach");
    assertThat(server.get("/audit").body()).contains("team.created", "\"kind\":\"key\"");
    String id = read(made).path("id").asText();
    assertThat(server.call("DELETE", "/teams/" + id, "").statusCode()).isEqualTo(204);
  }

  private JsonNode read(HttpResponse<String> answer) throws Exception {
    return json.readTree(answer.body());
  }
}
