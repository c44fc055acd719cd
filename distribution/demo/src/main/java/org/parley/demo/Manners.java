// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * How callers bear a hub that is away, fails or is asked too often: the same request is sent again
 * until it is answered, or until patience ends.
 *
 * @param patience zero for those who take the first failure as final
 */
public record Manners(Duration patience, Witness witness) {
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** From here on the hub says that it is not the caller's fault. */
  private static final int FAILING = 500;

  private static final int TOO_MANY = 429;

  private static final Duration WHOLE_ANSWER = Duration.ofMinutes(1);
  private static final int KNOCK_MILLIS = 5_000;

  /** Asks once. */
  public static final Manners BRISK = new Manners(Duration.ZERO, Witness.NOBODY);

  HttpResponse<String> send(Supplier<HttpClient> client, HttpRequest request) {
    Instant end = Instant.now().plus(patience);
    while (true) {
      try {
        knock(request.uri());
        HttpResponse<String> answer = ask(client.get(), request);
        witness.answered(request, answer);
        if (isFinal(answer.statusCode()) || Instant.now().isAfter(end)) {
          return answer;
        }
      } catch (NobodyThere e) {
        giveUpAfter(end, request, e);
      } catch (IOException e) {
        witness.unanswered(request);
        giveUpAfter(end, request, e);
      } catch (InterruptedException e) {
        throw interrupted();
      }
      pause();
    }
  }

  /** The JDK's own limit ends with the headers of an answer, not with its body. */
  private static HttpResponse<String> ask(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, BodyHandlers.ofString());
    try {
      return answer.get(WHOLE_ANSWER.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("No whole answer came within " + WHOLE_ANSWER.toSeconds() + " s", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static boolean isFinal(int status) {
    return status < FAILING && status != TOO_MANY;
  }

  private static void giveUpAfter(Instant end, HttpRequest request, IOException failure) {
    if (Instant.now().isAfter(end)) {
      throw new DemoFailed(request.uri() + " did not answer: " + failure);
    }
  }

  /**
   * The JDK's client silently sends a request again that was taken and not answered, and if nobody
   * is there any more it says no more than that. So what fails after this may have been taken.
   */
  private static void knock(URI address) throws NobodyThere {
    try (Socket door = new Socket()) {
      door.connect(new InetSocketAddress(address.getHost(), address.getPort()), KNOCK_MILLIS);
    } catch (IOException e) {
      throw new NobodyThere(e);
    }
  }

  private static final class NobodyThere extends IOException {
    private static final long serialVersionUID = 1L;

    NobodyThere(IOException cause) {
      super(cause.getMessage(), cause);
    }
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
