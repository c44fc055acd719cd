// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;

/**
 * Asks a vendor for what signing in needs. Whatever goes wrong is told as a failed call; what was
 * answered, refusals included, is the caller's to judge. Goes only where the hub may go, follows no
 * redirect, keeps no cookie.
 */
final class Vendor {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int LARGEST = 1 << 20;
  private static final JsonMapper JSON = new JsonMapper();

  private final String system;
  private final HttpClient client;
  private final Consumer<URI> gate;
  private final Clock clock;

  /**
   * @param system its name, for the sentence to a person
   */
  Vendor(String system, Hub hub) {
    this.system = system;
    client = hub.client();
    gate = hub.outside().gate();
    clock = hub.clock();
  }

  /** What the hub asks with; made once, for it has threads. */
  static HttpClient client(Executor threads) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(10))
        .executor(threads)
        .build();
  }

  String system() {
    return system;
  }

  Clock clock() {
    return clock;
  }

  Reply get(URI address, Map<String, String> headers) throws CallFailed {
    return ask(request(address, headers).GET());
  }

  Reply post(URI address, Map<String, String> headers, Map<String, String> form) throws CallFailed {
    return ask(
        request(address, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(write(form))));
  }

  Reply postJson(URI address, Map<String, ?> tree) throws CallFailed {
    try {
      return ask(
          request(address, Map.of())
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(tree))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A registration cannot be written", e);
    }
  }

  private HttpRequest.Builder request(URI address, Map<String, String> headers) throws CallFailed {
    check(address);
    var request =
        HttpRequest.newBuilder(address)
            .timeout(LONGEST)
            .header("Accept", "application/json")
            .header("User-Agent", "Parley");
    headers.forEach(request::header);
    return request;
  }

  private Reply ask(HttpRequest.Builder builder) throws CallFailed {
    var answer = client.sendAsync(builder.build(), ignored -> new Bounded());
    try {
      return reply(answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw Classification.of(cause, system, true, clock.instant());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new CallFailed(
          new ParleyException(Fault.REMOTE, system + " did not answer in time", e), true);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new CallFailed(new ParleyException(Fault.HUB, "The hub is stopping", e), true);
    }
  }

  private void check(URI address) throws CallFailed {
    try {
      gate.accept(door(address));
    } catch (InvalidInput refused) {
      String message = refused.violations().get(0).message();
      throw new CallFailed(new ParleyException(Fault.SETTINGS, message, refused), false);
    } catch (ParleyException failure) {
      throw new CallFailed(failure, false);
    }
  }

  /** Where it leads. The rest may hold secrets, and what the gate says is shown to people. */
  private static URI door(URI address) {
    return URI.create(address.getScheme() + "://" + address.getRawAuthority() + "/");
  }

  private static Reply reply(HttpResponse<byte[]> answer) {
    Map<String, String> headers = new HashMap<>();
    answer.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
    return new Reply(answer.statusCode(), headers, new String(answer.body(), UTF_8));
  }

  /** A form as browsers write it. */
  static String write(Map<String, String> form) {
    return form.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** The address with further parameters. */
  static URI with(URI address, Map<String, String> parameters) {
    if (parameters.isEmpty()) {
      return address;
    }
    String text = address.toString();
    return URI.create(text + (text.contains("?") ? "&" : "?") + write(parameters));
  }

  /** What a system says is an address, where it is one of the web; nothing else is gone to. */
  static Optional<URI> address(String said) {
    try {
      URI address = URI.create(said.strip());
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      return web && address.getHost() != null ? Optional.of(address) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /**
   * What a vendor answered.
   *
   * @param headers with their names in lower case
   */
  record Reply(int status, Map<String, String> headers, String body) {
    boolean isFine() {
      return status >= 200 && status < 300;
    }

    Optional<String> header(String lowerCaseName) {
      return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** As JSON; nothing where it is none. */
    JsonNode json() {
      try {
        JsonNode read = JSON.readTree(body);
        return read == null ? MissingNode.getInstance() : read;
      } catch (JsonProcessingException e) {
        return MissingNode.getInstance();
      }
    }

    /** The text, number or flag at a place. */
    Optional<String> text(String pointer) {
      return text(json(), pointer);
    }

    static Optional<String> text(JsonNode tree, String pointer) {
      JsonNode found = tree.at(JsonPointer.compile(pointer));
      return found.isValueNode() && !found.isNull() && !found.asText().isEmpty()
          ? Optional.of(found.asText())
          : Optional.empty();
    }

    /** As a form, as OAuth 1.0a answers. */
    Map<String, String> form() {
      Map<String, String> form = new LinkedHashMap<>();
      for (String pair : body.strip().split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          form.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
      }
      return form;
    }

    /** Without what it says: tokens are among that. */
    @Override
    public String toString() {
      return "Reply[status=" + status + "]";
    }

    private static String decode(String text) {
      try {
        return URLDecoder.decode(text, UTF_8);
      } catch (IllegalArgumentException malformed) {
        return text;
      }
    }
  }

  /** Takes in a body up to what any honest answer holds. */
  private static final class Bounded implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private @Nullable Subscription subscription;

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Subscription made) {
      subscription = made;
      made.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
      for (ByteBuffer part : parts) {
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        read.writeBytes(bytes);
      }
      if (read.size() > LARGEST && subscription != null) {
        subscription.cancel();
        body.completeExceptionally(new IOException("It sends more than " + LARGEST + " bytes"));
      }
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(read.toByteArray());
    }
  }
}
