// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.crmrest;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.parley.api.InvalidInput;
import org.parley.api.Money;
import org.parley.api.crm.CrmChanged;
import org.parley.api.leads.LeadAssigned;
import org.parley.connector.Found;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.Webhook;

/** Leads and what became of them, as they are written between the hub and any CRM. */
final class CrmJson {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private CrmJson() {}

  static UUID id(Outgoing<?> outgoing) {
    return ((LeadAssigned) outgoing.content()).lead();
  }

  static Map<String, Object> lead(Outgoing<?> outgoing) {
    var lead = (LeadAssigned) outgoing.content();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("type", "lead.assigned");
    tree.put("lead", lead.lead().toString());
    tree.put("profile", lead.profile().toString());
    tree.put("owner", lead.owner());
    tree.put("reason", lead.reason());
    tree.put("interest", lead.interest());
    tree.put("score", lead.score());
    lead.source().network().ifPresent(network -> tree.put("network", network));
    lead.source().campaign().ifPresent(campaign -> tree.put("campaign", campaign.toString()));
    tree.put(
        "identifiers",
        lead.identifiers().stream()
            .map(
                each ->
                    Map.of(
                        "kind", each.kind().name().toLowerCase(Locale.ROOT), "value", each.value()))
            .toList());
    tree.put("attributes", lead.attributes());
    tree.put("story", lead.story());
    return tree;
  }

  /**
   * The CRM may name the lead its own way; where it says nothing that is understood, ours stands.
   */
  static Outcome outcome(Exchange exchange) {
    Object id =
        Jsoner.deserialize(exchange.getMessage().getBody(String.class), new JsonObject()).get("id");
    return Outcome.delivered(
        id == null ? exchange.getProperty("lead", String.class) : id.toString());
  }

  /** One change, or several under {@code changes}. */
  static List<Found> changes(UUID account, Webhook call) {
    JsonObject body = read(call.body());
    Collection<?> changes =
        body.get("changes") instanceof Collection<?> many ? many : List.of(body);
    List<Found> finds = new ArrayList<>();
    for (Object each : changes) {
      if (!(each instanceof JsonObject change)) {
        throw new InvalidInput("changes[" + finds.size() + "]", "Is no object");
      }
      String key =
          Optional.ofNullable(change.getString("id"))
              .orElse(call.header(Signer.ID).orElse("") + "#" + finds.size());
      CrmChanged changed = changed(account, change, call.at());
      finds.add(new Found(key, changed.lead().toString(), changed));
    }
    return finds;
  }

  private static CrmChanged changed(UUID account, JsonObject change, Instant now) {
    try {
      return new CrmChanged(
          UUID.fromString(change.getStringOrDefault("lead", "")),
          account,
          CrmChanged.Status.valueOf(
              change.getStringOrDefault("status", "").toUpperCase(Locale.ROOT)),
          Optional.ofNullable(change.getString("owner")),
          amount(change),
          at(change, now));
    } catch (IllegalArgumentException | DateTimeException | ClassCastException e) {
      throw new InvalidInput(
          "",
          "A change has a lead (its id), a status (open, accepted, rejected, won, lost) and perhaps owner,"
              + " amount {minor, currency} and at; "
              + e.getMessage());
    }
  }

  private static Instant at(JsonObject change, Instant now) {
    Instant at = Optional.ofNullable(change.getString("at")).map(Instant::parse).orElse(now);
    if (at.isAfter(now.plus(TOLERANCE))) {
      throw new IllegalArgumentException("'" + at + "' lies in the future");
    }
    return at;
  }

  private static Optional<Money> amount(JsonObject change) {
    return change.get("amount") instanceof JsonObject amount
        ? Optional.of(
            new Money(
                amount.getLongOrDefault("minor", 0),
                Currency.getInstance(amount.getStringOrDefault("currency", ""))))
        : Optional.empty();
  }

  private static JsonObject read(String body) {
    try {
      if (Jsoner.deserialize(body) instanceof JsonObject object) {
        return object;
      }
    } catch (DeserializationException e) {
      throw new InvalidInput("body", "Is no JSON: " + e.getMessage());
    }
    throw new InvalidInput("body", "Is no JSON object");
  }
}
