// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.web.internal.leads.SalesRoom.tag;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operations over the real lead-routing room and a real database. */
class RulesResourceTest {
  private static final String ROUTE = "{\"name\":\"All\",\"place\":1,\"owners\":[\"ada\"]}";
  private static final String SCORE =
      "{\"name\":\"Clicked\",\"interaction\":\"click.recorded\",\"points\":5}";

  private static SalesRoom room;

  @BeforeAll
  static void start() throws Exception {
    room = new SalesRoom();
  }

  @AfterAll
  static void stop() throws Exception {
    room.close();
  }

  @BeforeEach
  void empty() {
    room.store.empty();
  }

  @Test
  void changesARoutingRuleOnlyAsItWasSeen() throws Exception {
    var made = room.server.call("POST", "/routing-rules", ROUTE);
    String rule = location(made);
    String other = "{\"name\":\"AT\",\"place\":2,\"country\":\"AT\",\"owners\":[\"bob\",\"cleo\"]}";

    assertThat(room.server.get(rule).body()).isEqualTo(made.body());
    assertThat(room.put(rule, "", other).statusCode()).isEqualTo(428);
    var changed = room.put(rule, tag(made), other);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).contains("\"country\":\"AT\"", "[\"bob\",\"cleo\"]");
    assertThat(room.put(rule, tag(made), ROUTE).statusCode()).isEqualTo(412);
    var read = room.server.get(rule);
    assertThat(read.body()).isEqualTo(changed.body());
    assertThat(tag(read)).isEqualTo(tag(changed)).isNotEqualTo(tag(made));
  }

  @Test
  void changesAScoringRuleOnlyAsItWasSeen() throws Exception {
    var made = room.server.call("POST", "/scoring-rules", SCORE);
    String rule = location(made);
    String other = "{\"name\":\"AT\",\"attribute\":\"country\",\"value\":\"AT\",\"points\":-2}";

    assertThat(room.put(rule, "", other).statusCode()).isEqualTo(428);
    var changed = room.put(rule, tag(made), other);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.body()).contains("\"attribute\":\"country\"").doesNotContain("interaction");
    assertThat(room.put(rule, tag(made), SCORE).statusCode()).isEqualTo(412);
    assertThat(room.server.get(rule).body()).isEqualTo(changed.body());
  }

  @Test
  void namesEveryBadFieldOfAChange() throws Exception {
    String route = location(room.server.call("POST", "/routing-rules", ROUTE));
    String score = location(room.server.call("POST", "/scoring-rules", SCORE));

    var refused =
        room.put(route, "*", "{\"name\":\" \",\"place\":-1,\"owners\":[],\"x\":1,\"account\":7}");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("#/name", "#/place", "#/owners", "#/x", "#/account");
    var nowhere = ROUTE.replace("}", ",\"account\":\"" + UUID.randomUUID() + "\"}");
    assertThat(room.put(route, "*", nowhere).body()).contains("#/account");
    var neither = room.put(score, "*", "{\"name\":\"N\",\"attribute\":\"country\",\"points\":1}");
    assertThat(neither.statusCode()).isEqualTo(422);
    assertThat(neither.body()).contains("#/value");
  }

  @Test
  void findsNoRuleThatIsGone() throws Exception {
    String route = location(room.server.call("POST", "/routing-rules", ROUTE));
    room.server.call("DELETE", route, "");

    assertThat(room.server.get(route).statusCode()).isEqualTo(404);
    assertThat(room.put(route, "*", ROUTE).statusCode()).isEqualTo(404);
    assertThat(room.server.get("/scoring-rules/nonsense").statusCode()).isEqualTo(404);
  }

  private static String location(HttpResponse<String> made) {
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return made.headers().firstValue("Location").orElseThrow().substring("/api/v1".length());
  }
}
