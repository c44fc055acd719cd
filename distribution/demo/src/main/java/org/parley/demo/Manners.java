// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * How callers bear a hub that is away: the same request is sent again until it is answered, or
 * until patience ends.
 *
 * @param patience zero for those who take the first failure as final
 */
public record Manners(Duration patience, Witness witness) {
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Asks once. */
  public static final Manners BRISK = new Manners(Duration.ZERO, Witness.NOBODY);

  HttpResponse<String> send(Supplier<HttpClient> client, HttpRequest request) {
    Instant end = Instant.now().plus(patience);
    while (true) {
      try {
        HttpResponse<String> answer = client.get().send(request, BodyHandlers.ofString());
        witness.answered(request, answer);
        if (!isAway(answer) || Instant.now().isAfter(end)) {
          return answer;
        }
      } catch (IOException e) {
        if (!(e instanceof ConnectException)) {
          witness.unanswered(request);
        }
        if (Instant.now().isAfter(end)) {
          throw new DemoFailed(request.uri() + " did not answer: " + e);
        }
      } catch (InterruptedException e) {
        throw interrupted();
      }
      pause();
    }
  }

  /** A server whose hub has not come up yet knows none of its addresses. */
  private static boolean isAway(HttpResponse<String> answer) {
    boolean bare =
        answer.headers().firstValue("Content-Type").filter(type -> type.contains("json")).isEmpty();
    return answer.statusCode() == 503
        || (bare && (answer.statusCode() == 404 || answer.statusCode() == 405));
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static DemoFailed interrupted() {
    Thread.currentThread().interrupt();
    return new DemoFailed("The demo was interrupted");
  }
}
