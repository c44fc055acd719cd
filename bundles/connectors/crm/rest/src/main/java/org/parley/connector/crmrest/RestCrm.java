// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.crmrest;

import static java.util.Objects.requireNonNull;
import static org.parley.api.connectors.Capability.CRM_CHANGES;
import static org.parley.api.connectors.Capability.LEAD_UPSERT;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.parley.api.Secret;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SignIn;
import org.parley.connector.Connector;
import org.parley.connector.Help;
import org.parley.connector.Label;
import org.parley.connector.Outgoing;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;
import org.parley.connector.Signature;
import org.parley.connector.Webhook;

/** Hands leads to any CRM as signed JSON, and takes its signed calls. */
@Component(service = Connector.class)
public final class RestCrm implements Connector<RestCrm.Settings> {
  /** Where every call goes is in its header: an address among Camel's own could be no web page. */
  private static final String WEB = "http:crm";

  /**
   * @param address where leads are posted
   * @param secret signs what goes out and proves what comes in
   */
  record Settings(
      @Label(en = "Address", de = "Adresse")
          @Help(en = "Where the CRM takes leads, by POST", de = "Wo das CRM Leads per POST annimmt")
          @NotNull
          @Nullable URI address,
      @Label(en = "Secret", de = "Geheimnis")
          @Help(
              en =
                  "Shared with the CRM; signs calls both ways (Standard Webhooks, with or without whsec_)",
              de =
                  "Gemeinsam mit dem CRM; signiert Aufrufe in beide Richtungen (Standard Webhooks)")
          @NotNull
          @Nullable Secret secret) {}

  @Override
  public Descriptor descriptor() {
    return Descriptor.of("crm-rest", "CRM by REST and webhook", Kind.CRM)
        .summary(
            "Hands leads as signed JSON to any CRM, and hears from it by signed webhook",
            "Übergibt Leads als signiertes JSON an jedes CRM und hört von ihm per signiertem Webhook")
        .can(LEAD_UPSERT, Repeat.keyed())
        .has(CRM_CHANGES)
        .signIn(new SignIn.Key());
  }

  @Override
  public SettingsType<Settings> settings() {
    return SettingsType.of(Settings.class);
  }

  @Override
  public void routes(Routes routes, Settings settings) {
    var signer = new Signer(settings.secret());
    String address = requireNonNull(settings.address()).toString();
    routes
        .check()
        .setHeader(Signer.ID)
        .exchange(exchange -> "ping-" + exchange.getExchangeId())
        .setBody()
        .constant("{\"type\":\"ping\"}")
        .process(signer::sign)
        .setHeader(Exchange.HTTP_URI)
        .constant(address)
        .to(WEB)
        .setBody()
        .simple("Answered a ping with status ${header.CamelHttpResponseCode}");
    routes
        .sink(LEAD_UPSERT)
        .setHeader(Signer.ID)
        .simple("${body.key}")
        .setHeader("Idempotency-Key")
        .simple("${body.key}")
        .setProperty("lead")
        .body(Outgoing.class, CrmJson::id)
        .setBody()
        .body(Outgoing.class, CrmJson::lead)
        .marshal()
        .json()
        .process(signer::sign)
        .setHeader(Exchange.HTTP_URI)
        .constant(address)
        .to(WEB)
        .setBody(CrmJson::outcome);
    routes
        .webhook(CRM_CHANGES, Signature.standard(signer.secret()))
        .setBody()
        .body(Webhook.class, call -> CrmJson.changes(routes.account(), call));
  }
}
