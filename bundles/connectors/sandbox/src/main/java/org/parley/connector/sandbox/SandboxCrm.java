// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import static org.parley.api.connectors.Capability.CRM_CHANGES;
import static org.parley.api.connectors.Capability.LEAD_UPSERT;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Money;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.Repeat;
import org.parley.api.crm.CrmChanged;
import org.parley.api.leads.LeadAssigned;
import org.parley.api.profiles.Identifier;
import org.parley.connector.Connector;
import org.parley.connector.Found;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.Poll;
import org.parley.connector.Polled;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;
import org.parley.connector.sandbox.Shelf.Entry;

/** Hands leads to the sandbox's CRM and hears what became of them. */
@Component(service = Connector.class)
public final class SandboxCrm implements Connector<SandboxSettings> {
  private static final Duration PACE = Duration.ofSeconds(2);

  private final URI address;

  @Activate
  public SandboxCrm(@Reference OtherSide side) {
    this(side.address());
  }

  SandboxCrm(URI address) {
    this.address = address;
  }

  @Override
  public Descriptor descriptor() {
    return Descriptor.of("sandbox-crm", "Sandbox CRM", Kind.CRM)
        .summary(
            "Shows leads on a page of this machine, where they can be won and lost",
            "Zeigt Leads auf einer Seite dieses Rechners, wo man sie gewinnen und verlieren kann")
        .can(LEAD_UPSERT, Repeat.keyed())
        .has(CRM_CHANGES)
        .budget(RateBudget.NONE.parallel(8));
  }

  @Override
  public SettingsType<SandboxSettings> settings() {
    return SettingsType.of(SandboxSettings.class);
  }

  @Override
  public void routes(Routes routes, SandboxSettings settings) {
    String base = address + "/crm/" + routes.account();
    routes.check().to(base + "/me?httpMethod=GET").convertBodyTo(String.class);
    routes
        .sink(LEAD_UPSERT)
        .setHeader("Idempotency-Key")
        .simple("${body.key}")
        .transform()
        .body(Outgoing.class, SandboxCrm::lead)
        .marshal()
        .json()
        .to(base + "/leads?httpMethod=PUT&" + settings.query())
        .unmarshal()
        .json(Accepted.class)
        .transform()
        .body(
            Accepted.class, accepted -> Outcome.delivered(accepted.id(), address.resolve("/crm")));
    routes
        .poll(CRM_CHANGES, PACE)
        .setHeader(Exchange.HTTP_QUERY)
        .body(Poll.class, poll -> "after=" + poll.cursor().orElse("0"))
        .setBody()
        .constant("")
        .to(base + "/changes?httpMethod=GET")
        .unmarshal()
        .json(Changes.class)
        .transform()
        .body(Changes.class, changes -> changes.polled(routes.account()));
  }

  private static Map<String, Object> lead(Outgoing<?> outgoing) {
    var assigned = (LeadAssigned) outgoing.content();
    Map<String, Object> lead = new LinkedHashMap<>();
    lead.put("lead", assigned.lead().toString());
    lead.put("profile", assigned.profile().toString());
    lead.put("owner", assigned.owner());
    lead.put("reason", assigned.reason());
    lead.put("interest", assigned.interest());
    lead.put("score", assigned.score());
    lead.put("identifiers", assigned.identifiers().stream().map(SandboxCrm::words).toList());
    lead.put("attributes", assigned.attributes());
    lead.put("story", assigned.story());
    return lead;
  }

  private static String words(Identifier identifier) {
    return identifier.kind().name().toLowerCase(Locale.ROOT) + ":" + identifier.value();
  }

  /** What the CRM tells. */
  public record Changes(List<Entry> changes) {
    Polled polled(UUID account) {
      List<Found> finds = changes.stream().map(change -> found(account, change)).toList();
      return changes.isEmpty()
          ? Polled.nothing()
          : Polled.of(finds, String.valueOf(changes.get(changes.size() - 1).number()));
    }

    private static Found found(UUID account, Entry change) {
      UUID lead = UUID.fromString(change.text("lead"));
      var changed =
          new CrmChanged(
              lead,
              account,
              CrmChanged.Status.valueOf(change.text("status")),
              Optional.of(change.text("owner")).filter(owner -> !owner.isEmpty()),
              amount(change),
              Instant.parse(change.at()));
      return new Found(String.valueOf(change.number()), lead.toString(), changed);
    }

    private static Optional<Money> amount(Entry change) {
      return change.text("status").equals("WON") && !change.text("amountMinor").isEmpty()
          ? Optional.of(
              new Money(
                  Long.parseLong(change.text("amountMinor")),
                  Currency.getInstance(change.text("currency"))))
          : Optional.empty();
    }
  }
}
