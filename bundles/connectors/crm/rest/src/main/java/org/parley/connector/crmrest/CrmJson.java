// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.crmrest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;
import org.parley.api.leads.LeadAssigned;
import org.parley.connector.Found;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.Webhook;

/** Leads and what became of them, as they are written between the hub and any CRM. */
final class CrmJson {
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

  /**
   * One change, or several under {@code changes}.
   *
   * @throws InvalidInput naming every field that is wrong
   */
  static List<Found> changes(UUID account, Webhook call) {
    JsonObject body = read(call.body());
    boolean several = body.get("changes") instanceof Collection<?>;
    Collection<?> changes =
        body.get("changes") instanceof Collection<?> many ? many : List.of(body);
    List<Violation> faults = new ArrayList<>();
    List<Found> finds = new ArrayList<>();
    int place = 0;
    for (Object each : changes) {
      String path = several ? "changes[" + place + "]" : "";
      String unnamed = call.header(Signer.ID).orElse("") + "#" + place++;
      if (each instanceof JsonObject change) {
        var reader = new ChangeReader(change, path, faults);
        reader
            .read(account, call.at())
            .ifPresent(
                found -> finds.add(new Found(reader.id(unnamed), found.lead().toString(), found)));
      } else {
        faults.add(new Violation(path, "Is no object"));
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidInput(faults);
    }
    return finds;
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
