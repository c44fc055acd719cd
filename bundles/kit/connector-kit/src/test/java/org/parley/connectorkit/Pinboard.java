// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static java.util.Objects.requireNonNull;
import static org.apache.camel.Exchange.HTTP_QUERY;
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
import org.apache.camel.http.base.HttpOperationFailedException;
import org.jspecify.annotations.Nullable;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;
import org.parley.api.content.ItemReceived;
import org.parley.connector.Connector;
import org.parley.connector.Found;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.Poll;
import org.parley.connector.Polled;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;
import org.parley.connector.Signature;
import org.parley.connector.Webhook;

/** A connector that does everything right, or one thing wrong. */
final class Pinboard implements Connector<Pinboard.Settings> {
  /** What it does wrong. */
  enum Wrong {
    NOTHING,
    DOUBLES,
    SWALLOWS_ERRORS,
    LEAKS,
    CUTS,
    ESCAPES,
    FOLLOWS,
    IMPATIENT,
    MINGLES,
    STRICT,
    TELLS_TWICE,
    LOSES_PAGES
  }

  record Settings(@NotNull @Nullable URI address, @NotNull @Nullable Secret key) {}

  /** What the board says. */
  public record Pin(String id, String text) {}

  /** Several of it. */
  public record Pins(List<Pin> pins, String next) {}

  private static final JsonMapper JSON = new JsonMapper();

  private final Wrong wrong;
  private volatile String firstKey = "";
  private volatile String lastKey = "";

  Pinboard(Wrong wrong) {
    this.wrong = wrong;
  }

  @Override
  public Descriptor descriptor() {
    return Descriptor.of("pinboard", "Pinboard", Kind.COMMUNITY)
        .summary("Pins", "Heftet an")
        .can(PUBLISH, Repeat.keyed())
        .has(FEED_IN)
        .text(TextRules.of(TextUnit.CODE_POINTS, 200))
        .signIn(new SignIn.Key());
  }

  @Override
  public SettingsType<Settings> settings() {
    return SettingsType.of(Settings.class);
  }

  @Override
  public void routes(Routes routes, Settings settings) {
    Secret key = requireNonNull(settings.key());
    lastKey = key.reveal();
    firstKey = firstKey.isEmpty() ? lastKey : firstKey;
    String shown = "Bearer " + key.reveal();
    routes
        .check()
        .setHeader("Authorization")
        .constant(shown)
        .to(settings.address() + "/me?httpMethod=GET")
        .transform()
        .simple("Signed in as ${body}");
    publish(routes, settings.address() + "/pins?httpMethod=POST", shown);
    read(routes, settings, shown);
  }

  private void publish(Routes routes, String pins, String shown) {
    String more =
        switch (wrong) {
          case SWALLOWS_ERRORS -> "&throwExceptionOnFailure=false";
          case FOLLOWS -> "&okStatusCodeRange=200-399";
          default -> "";
        };
    var sink =
        routes
            .sink(PUBLISH)
            .setHeader("Authorization")
            .exchange(exchange -> wrong == Wrong.MINGLES ? "Bearer " + firstKey : shown)
            .setHeader("Idempotency-Key")
            .body(
                Outgoing.class,
                post -> wrong == Wrong.DOUBLES ? UUID.randomUUID() : post.key().toString())
            .transform()
            .body(Outgoing.class, this::pin)
            .marshal()
            .json()
            .to(pins + more);
    if (wrong == Wrong.SWALLOWS_ERRORS) {
      sink.transform().constant(Outcome.delivered("pinned"));
      return;
    }
    if (wrong == Wrong.FOLLOWS) {
      sink.choice()
          .when(
              exchange ->
                  exchange.getMessage().getHeader("CamelHttpResponseCode", 0, Integer.class) > 299)
          .toD("${header.Location}")
          .end();
    }
    sink.unmarshal().json(Map.class).transform().body(Map.class, this::outcome);
  }

  private Outcome outcome(Map<?, ?> pin) {
    if (wrong == Wrong.STRICT && pin.size() > 1) {
      throw new IllegalArgumentException("Unknown fields");
    }
    return Outcome.delivered(((String) requireNonNull(pin.get("id"))));
  }

  private Map<String, String> pin(Outgoing<?> outgoing) {
    if (wrong == Wrong.LEAKS) {
      System.out.println("Pinning with " + lastKey);
    }
    String text = TextRules.textOf((Teaser) outgoing.content());
    return Map.of(
        "text",
        switch (wrong) {
          case CUTS -> text.length() > 150 ? text.substring(0, 150) : text;
          case ESCAPES -> text.replace("&", "&amp;").replace("<", "&lt;");
          default -> text;
        });
  }

  private void read(Routes routes, Settings settings, String shown) {
    routes
        .poll(FEED_IN, Duration.ofMinutes(5))
        .setHeader("Authorization")
        .constant(shown)
        .setHeader(HTTP_QUERY)
        .body(Poll.class, asked -> "after=" + asked.cursor().orElse("0"))
        .to(settings.address() + "/pins?httpMethod=GET")
        .transform()
        .body(String.class, page -> polled(routes.account(), page));
    routes
        .webhook(FEED_IN, Signature.standard(requireNonNull(settings.key())))
        .transform()
        .body(Webhook.class, Webhook::body)
        .unmarshal()
        .json(Pin.class)
        .transform()
        .body(Pin.class, pin -> List.of(found(routes.account(), pin)));
  }

  private Polled polled(UUID account, String text) {
    try {
      Pins page = JSON.readValue(text, Pins.class);
      return Polled.of(page.pins().stream().map(pin -> found(account, pin)).toList(), page.next());
    } catch (JsonProcessingException | NullPointerException e) {
      if (wrong == Wrong.LOSES_PAGES) {
        return Polled.of(List.of(), "999");
      }
      throw new IllegalStateException("No page of pins", e);
    }
  }

  private Found found(UUID account, Pin pin) {
    String id = requireNonNull(pin.id());
    String key = wrong == Wrong.TELLS_TWICE ? UUID.randomUUID().toString() : id;
    var item =
        new ItemReceived(
            account,
            id,
            URI.create("https://pins.example/" + id),
            String.valueOf(pin.text()),
            "",
            Optional.empty(),
            Instant.EPOCH);
    return new Found(key, account.toString(), item);
  }

  @Override
  public Optional<ParleyException> explain(Throwable failure) {
    return wrong == Wrong.IMPATIENT
            && failure instanceof HttpOperationFailedException answer
            && answer.getStatusCode() == 429
        ? Optional.of(new ParleyException(Fault.REMOTE, "Too fast"))
        : Optional.empty();
  }
}
