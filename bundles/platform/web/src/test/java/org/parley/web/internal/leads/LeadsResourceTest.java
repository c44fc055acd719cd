// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.leads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.web.internal.leads.SalesRoom.tag;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Ids;
import org.parley.api.leads.Lead;

/** The operations over the real lead-routing room and a real database. */
class LeadsResourceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:00:00Z");
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
  void givesALeadOverOnlyAsItWasSeen() throws Exception {
    String lead = "/leads/" + lead();
    String seen = tag(room.server.get(lead));

    assertThat(room.put(lead + "/owner", "", "{\"owner\":\"ada\"}").statusCode()).isEqualTo(428);
    var given = room.put(lead + "/owner", seen, "{\"owner\":\"ada\"}");
    assertThat(given.statusCode()).isEqualTo(200);
    assertThat(given.body()).contains("\"owner\":\"ada\"").contains("\"version\":2");
    var late = room.put(lead + "/owner", seen, "{\"owner\":\"bob\"}");
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(late.body()).contains("It has changed since; the present version is");
    assertThat(room.put(lead + "/owner", tag(given), "{\"owner\":\"bob\"}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void showsTheScoreAndLetsItNotHinderAChange() throws Exception {
    UUID id = lead();
    String seen = tag(room.server.get("/leads/" + id));
    sql("UPDATE leadrouting_lead SET score = 7 WHERE id = :id", id);
    var known = room.server.request("/leads/" + id, "sales").header("If-None-Match", seen);

    assertThat(room.server.send(known).statusCode()).isEqualTo(200);
    assertThat(room.put("/leads/" + id + "/owner", seen, "{\"owner\":\"ada\"}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void takesOnlyDaysThatAYearOfFourDigitsHas() throws Exception {
    assertThat(room.server.get("/leads?createdSince=2026-02-28").statusCode()).isEqualTo(200);
    for (String day : List.of("%2B300000-01-01", "-0001-01-01", "2026-02-30", "soon")) {
      var refused = room.server.get("/leads?createdSince=" + day);
      assertThat(refused.statusCode()).as(day).isEqualTo(400);
      assertThat(refused.body()).contains("\"parameter\":\"createdSince\"");
    }
  }

  @Test
  void seesThatAnotherHasTakenItUp() throws Exception {
    String lead = "/leads/" + lead();
    String seen = tag(room.put(lead + "/owner", "*", "{\"owner\":\"ada\"}"));
    room.server.call("POST", lead + "/acceptance", "");

    assertThat(room.put(lead + "/owner", seen, "{\"owner\":\"bob\"}").statusCode()).isEqualTo(412);
    assertThat(room.server.get(lead).body()).contains("\"owner\":\"ada\"");
  }

  private static UUID lead() {
    UUID id = Ids.next(NOW);
    sql(
        """
        INSERT INTO leadrouting_lead (id, profile, first_profile, interest, stage, score,
          created_at, changed_at, version)
        VALUES (:id, :id, :id, 'trial', '%s', 5, :now, :now, 1)
        """
            .formatted(Lead.Stage.NEW),
        id);
    return id;
  }

  private static void sql(String sql, UUID id) {
    room.store
        .store()
        .inTransaction(
            tx -> {
              var statement = tx.sql(sql).bind("id", id);
              return (sql.contains(":now") ? statement.bind("now", NOW) : statement).update();
            });
  }
}
