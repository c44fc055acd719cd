// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.parley.api.connectors.Capability.FEED_IN;
import static org.parley.api.connectors.Capability.PUBLISH;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.parley.api.Secret;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;
import org.parley.api.content.ItemReceived;
import org.parley.api.crm.CrmChanged;
import org.parley.connector.Connector;
import org.parley.connector.Found;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.Polled;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;
import org.parley.connector.Signature;
import org.parley.connector.Token;
import org.parley.connector.Webhook;

/** A made-up network over real HTTP, as an integrator would join it. */
record TrialNetwork(Repeat repeat, boolean signsIn, boolean polls)
    implements Connector<TrialNetwork.Settings> {
  private static final JsonMapper JSON = new JsonMapper();

  record Settings(@NotNull @Nullable URI address, @NotNull @Nullable Secret key) {}

  @Override
  public Descriptor descriptor() {
    Descriptor network =
        Descriptor.of("trial", "Trial network", Kind.SOCIAL)
            .can(PUBLISH, repeat)
            .has(Capability.CRM_CHANGES)
            .text(TextRules.of(TextUnit.CODE_POINTS, 100));
    network = polls ? network.has(FEED_IN) : network;
    return signsIn ? network.signIn(new SignIn.Session(Duration.ofMinutes(1))) : network;
  }

  @Override
  public SettingsType<Settings> settings() {
    return SettingsType.of(Settings.class);
  }

  @Override
  public void routes(Routes routes, Settings settings) {
    String address = settings.address() + "";
    routes
        .check()
        .setHeader(Exchange.HTTP_METHOD)
        .constant("GET")
        .to(address + "/me")
        .convertBodyTo(String.class);
    routes
        .sink(PUBLISH)
        .setHeader("Idempotency-Key")
        .simple("${body.key}")
        .transform()
        .body(Outgoing.class, TrialNetwork::write)
        .to(address + "/posts")
        .convertBodyTo(String.class)
        .transform()
        .body(String.class, TrialNetwork::posted);
    if (repeat instanceof Repeat.ReadBack) {
      routes
          .readBack(PUBLISH)
          .setHeader(Exchange.HTTP_METHOD)
          .constant("GET")
          .setHeader(Exchange.HTTP_QUERY)
          .simple("key=${body.key}")
          .setBody()
          .constant("")
          .to(address + "/posts")
          .convertBodyTo(String.class)
          .transform()
          .body(String.class, TrialNetwork::found);
    }
    if (polls) {
      routes
          .poll(FEED_IN, Duration.ofMillis(200))
          .setBody()
          .constant("")
          .setHeader(Exchange.HTTP_METHOD)
          .constant("GET")
          .to(address + "/items")
          .convertBodyTo(String.class)
          .transform()
          .body(String.class, body -> polled(routes.account(), body));
    }
    routes
        .webhook(
            Capability.CRM_CHANGES,
            Signature.standard(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")))
        .transform()
        .body(Webhook.class, hook -> changes(routes.account(), hook.body()));
    if (signsIn) {
      routes
          .signIn()
          .setBody()
          .constant("")
          .setHeader(Exchange.HTTP_METHOD)
          .constant("POST")
          .to(address + "/token")
          .convertBodyTo(String.class)
          .transform()
          .body(String.class, TrialNetwork::token);
    }
  }

  private static Object write(Outgoing<?> post) {
    Teaser teaser = (Teaser) post.content();
    return json(Map.of("text", TextRules.textOf(teaser)));
  }

  private static Object posted(String body) {
    return Outcome.delivered(text(body, "id"));
  }

  private static Object found(String body) {
    Object id = read(body).get("id");
    return id == null
        ? Optional.empty()
        : Optional.of(new Outcome.Delivered(id.toString(), Optional.empty()));
  }

  private static Object token(String body) {
    return new Token(new Secret(text(body, "token")), Optional.empty(), Optional.empty(), Map.of());
  }

  @SuppressWarnings("unchecked")
  private static Object polled(UUID account, String body) {
    Map<String, Object> answer = read(body);
    List<String> ids = (List<String>) answer.getOrDefault("ids", List.of());
    List<Found> finds =
        ids.stream().map(id -> new Found(id, account.toString(), item(account, id))).toList();
    return Polled.of(finds, String.valueOf(answer.get("cursor")));
  }

  private static ItemReceived item(UUID account, String id) {
    URI address = URI.create("https://example.org/" + id);
    return new ItemReceived(account, id, address, "Title", "", Optional.empty(), Instant.EPOCH);
  }

  private static Object changes(UUID account, String body) {
    UUID lead = UUID.fromString(text(body, "lead"));
    var change =
        new CrmChanged(
            lead,
            account,
            CrmChanged.Status.WON,
            Optional.empty(),
            Optional.empty(),
            Instant.EPOCH);
    return List.of(new Found(lead + ":won", lead.toString(), change));
  }

  private static String text(String body, String name) {
    return String.valueOf(read(body).get(name));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> read(String body) {
    try {
      return JSON.readValue(body, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The answer is no JSON object", e);
    }
  }

  private static String json(Object tree) {
    try {
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
