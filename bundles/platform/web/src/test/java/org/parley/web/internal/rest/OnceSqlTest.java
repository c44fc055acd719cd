// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.store.Store;
import org.parley.testkit.FakeClock;
import org.parley.testkit.StoreTest;

@StoreTest(room = "web")
class OnceSqlTest {
  private final Store store;
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch leave = new CountDownLatch(1);
  private ApiServer server;

  OnceSqlTest(Store store) {
    this.store = store;
  }

  @BeforeEach
  void start() throws Exception {
    server = new ApiServer(List.of("things"), new Rows());
    server.api().setStore(store);
  }

  @AfterEach
  void stop() throws Exception {
    leave.countDown();
    server.close();
  }

  @TestTemplate
  void carriesARequestOutOnceAndAnswersAlike() throws Exception {
    var first = post("k1", "marketer", "kettle");
    var again = post("k1", "marketer", "kettle");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Location")).contains("/api/v1/things/kettle");
    assertThat(again.headers().firstValue("ETag")).contains("\"1\"");
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(names()).containsExactly("kettle");
  }

  @TestTemplate
  void keepsTheAnswerAsItIsOnceWhatFollowsTheCommitWasDone() throws Exception {
    var first = post("k1", "marketer", "follows");
    var again = post("k1", "marketer", "follows");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body()).contains("done");
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
  }

  /** As after a crash between the commit and the answer. */
  @TestTemplate
  void answersAlikeWhenTheFirstAnswerWasNeverGiven() throws Exception {
    var cut = post("k1", "marketer", "is-cut-off");
    var again = post("k1", "marketer", "is-cut-off");

    assertThat(cut.statusCode()).isEqualTo(500);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).contains("is-cut-off");
    assertThat(again.headers().firstValue("Location")).contains("/api/v1/things/is-cut-off");
    assertThat(again.headers().firstValue("ETag")).contains("\"1\"");
    assertThat(names()).containsExactly("is-cut-off");
  }

  @TestTemplate
  void tellsCallersAndKeysApart() throws Exception {
    post("k1", "marketer", "a");
    post("k1", "administrator", "b");
    post("k2", "marketer", "c");

    assertThat(names()).containsExactly("a", "b", "c");
  }

  @TestTemplate
  void refusesTheKeyForAnotherRequest() throws Exception {
    post("k1", "marketer", "a");
    var other = post("k1", "marketer", "b");

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.body()).contains("was used for another request");
    assertThat(names()).containsExactly("a");
  }

  @TestTemplate
  void refusesABadKey() throws Exception {
    assertThat(post("x".repeat(201), "marketer", "a").statusCode()).isEqualTo(400);
    assertThat(post("with blank", "marketer", "a").statusCode()).isEqualTo(400);
    assertThat(names()).isEmpty();
  }

  @TestTemplate
  void letsARefusedRequestBeMendedUnderItsKey() throws Exception {
    assertThat(post("k1", "marketer", "").statusCode()).isEqualTo(422);
    assertThat(post("k1", "marketer", "fails-late").statusCode()).isEqualTo(409);
    assertThat(names()).isEmpty();

    assertThat(post("k1", "marketer", "a").statusCode()).isEqualTo(201);
    assertThat(names()).containsExactly("a");
  }

  @TestTemplate
  void makesADuplicateWaitForTheFirst() throws Exception {
    var first = CompletableFuture.supplyAsync(() -> postQuietly("slow"));
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    var second = CompletableFuture.supplyAsync(() -> postQuietly("slow"));
    leave.countDown();

    assertThat(first.get().statusCode()).isEqualTo(201);
    assertThat(second.get().statusCode()).isEqualTo(201);
    assertThat(names()).containsExactly("slow");
  }

  @TestTemplate
  void answers503WhileTheStoreIsAway() throws Exception {
    server.api().unsetStore(store);

    assertThat(post("k1", "marketer", "a").statusCode()).isEqualTo(503);
  }

  @TestTemplate
  void forgetsAfterADay() {
    var clock = FakeClock.at("2026-03-01T09:00:00Z");
    var once = new Once(store, Json.mapper(), clock);
    var operation =
        new Parts(Json.mapper()).assemble(List.of("things")).match("POST", "/things").operation();
    var sent = new Once.Sent(operation, new OnceTable.Name(new UUID(1, 1), "k"), "f".repeat(64));

    once.answer(sent, () -> Answer.ok("one"));
    clock.advance(Duration.ofHours(23));
    assertThat(once.answer(sent, () -> Answer.ok("two")).content())
        .isEqualTo("\"one\"".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    clock.advance(Duration.ofHours(2));
    assertThat(once.answer(sent, () -> Answer.ok("two")).content()).isEqualTo("two");
  }

  @TestTemplate
  void slowsAKeyThatCallsTooOften() {
    var pace = new Pace(2);
    var key = new UUID(1, 1);
    var now = Instant.parse("2026-03-01T09:00:00Z");
    for (int i = 0; i < 4; i++) {
      pace.count(key, now);
    }

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> pace.count(key, now))
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.status()).isEqualTo(429));
    pace.count(new UUID(2, 2), now);
    pace.count(key, now.plusMillis(600));
  }

  private HttpResponse<String> post(String key, String role, String name) throws Exception {
    var request = server.request("/things", role).header("Idempotency-Key", key);
    request.header("Content-Type", "application/json");
    return server.send(request.POST(BodyPublishers.ofString("{\"name\":\"" + name + "\"}")));
  }

  private HttpResponse<String> postQuietly(String name) {
    try {
      return post("k1", "marketer", name);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> names() {
    return store.read(
        tx -> tx.sql("SELECT name FROM web_site ORDER BY name").list(row -> row.text("name")));
  }

  /** A room that keeps what it makes in the database, in a transaction of its own. */
  private final class Rows implements Resource {
    @Override
    public Map<String, Handler> operations() {
      return Map.of("createThing", this::create);
    }

    private Answer create(Call call) {
      var thing = Things.Thing.of(call.body(Things.ThingInput.class));
      store.inTransaction(tx -> insert(tx, thing.name()));
      if (thing.name().equals("fails-late")) {
        throw new Conflict("Too late");
      }
      if (thing.name().equals("slow")) {
        entered.countDown();
        pause();
      }
      Answer made = Answer.created("things/" + thing.name(), thing).version(1);
      return switch (thing.name()) {
        case "follows" -> made.renewedBy(() -> thing(thing.name(), Map.of("routes", "done")));
        case "is-cut-off" ->
            made.renewedBy(
                () -> {
                  throw new IllegalStateException("cut off");
                });
        default -> made;
      };
    }

    private Things.Thing thing(String name, Map<String, String> notes) {
      return new Things.Thing(name, Optional.empty(), Optional.empty(), Optional.empty(), notes);
    }

    private int insert(org.parley.api.store.Transaction tx, String name) {
      return tx.sql("INSERT INTO web_site (id, origin, name, created_at) VALUES (:id, :o, :n, 0)")
          .bind("id", UUID.randomUUID())
          .bind("o", UUID.randomUUID().toString())
          .bind("n", name)
          .update();
    }

    private void pause() {
      try {
        assertThat(leave.await(10, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
