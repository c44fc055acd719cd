// SPDX-License-Identifier: Apache-2.0
package org.example.board;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.content.ItemReceived;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

class BoardTest {
  // [trial]
  private final TrialHub hub = new TrialHub();
  private final FaultServer board = new FaultServer();
  private UUID account = new UUID(0, 0);

  @BeforeEach
  void connect() {
    board.otherwise(BoardTest::answer);
    account = hub.connect(new Board(), Map.of("address", board.address() + "", "key", "s3cret"));
    // its first look takes for itself nothing that a test plays for a post
    await().until(() -> board.requests().stream().anyMatch(r -> r.path().startsWith("/notices?")));
  }

  @AfterEach
  void close() {
    hub.close();
    board.close();
  }

  /** A board on which nothing hangs, and which takes everything. */
  private static Answer answer(Request request) {
    if (request.path().equals("/me")) {
      return Answer.of(200, "ada");
    }
    return request.method().equals("POST")
        ? Answer.of(201, NOTICE)
        : Answer.of(200, "{\"notices\": [], \"next\": null, \"more\": false}");
  }

  // [/trial]

  private static final String NOTICE =
      """
      {"id": "n1", "reference": "r", "text": "Hello", "page": "https://board.example/n1",
       "at": "2026-11-22T08:00:00Z", "colour": "added by the board last week"}
      """;

  @Test
  void saysWhoItIsSignedInAs() {
    assertThat(hub.account(account).status()).isEqualTo(Status.ONLINE);
    assertThat(hub.account(account).statusText()).isEqualTo("Signed in as ada");
    assertThat(board.requests().get(0).headers()).containsEntry("authorization", "Bearer s3cret");
  }

  // [publishes]
  @Test
  void hangsUpAPost() throws Exception {
    BusRecord post = Samples.post(account, "board", Samples.AWKWARD);

    hub.deliver(post).get(10, TimeUnit.SECONDS);

    PostPublished published = hub.bus().data(PostPublished.class).get(0);
    assertThat(published.remoteId()).isEqualTo("n1");
    assertThat(published.permalink()).hasToString("Optional[https://board.example/n1]");
  }

  // [/publishes]

  // [night]
  @Test
  void comesBackWhenTheBoardIsOpen() {
    board.then(Answer.of(409, "{\"error\": \"closed\"}"));

    assertThatThrownBy(
            () -> hub.deliver(Samples.post(account, "board", "Hello")).get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            ParleyException.class,
            failure -> {
              assertThat(failure.fault()).isEqualTo(Fault.REMOTE);
              assertThat(failure.retryAfter()).isPresent();
            });
  }

  // [/night]

  // [hears]
  @Test
  void hearsOfANotice() throws Exception {
    byte[] call = NOTICE.getBytes(UTF_8);

    hub.webhooks().receive(account, Map.of("x-hub-signature-256", signature(call)), call);

    assertThat(hub.bus().data(ItemReceived.class)).hasSize(1);
  }

  // [/hears]

  private static String signature(byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("s3cret".getBytes(UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
  }
}
