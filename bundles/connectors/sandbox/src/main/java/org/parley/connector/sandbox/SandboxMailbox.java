// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import static org.parley.api.connectors.Capability.SEND_MAIL;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.Repeat;
import org.parley.api.mail.MailRequested;
import org.parley.connector.Connector;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/** Puts mail into the sandbox's mailbox, whoever it is addressed to. */
@Component(service = Connector.class)
public final class SandboxMailbox implements Connector<SandboxSettings> {
  private final URI address;

  @Activate
  public SandboxMailbox(@Reference OtherSide side) {
    this(side.address());
  }

  SandboxMailbox(URI address) {
    this.address = address;
  }

  @Override
  public Descriptor descriptor() {
    return Descriptor.of("sandbox-mailbox", "Sandbox mailbox", Kind.EMAIL)
        .summary(
            "Keeps all mail on a page of this machine; nobody else gets any",
            "Behält alle Mails auf einer Seite dieses Rechners; niemand sonst bekommt eine")
        .can(SEND_MAIL, Repeat.keyed())
        .budget(RateBudget.NONE.parallel(8));
  }

  @Override
  public SettingsType<SandboxSettings> settings() {
    return SettingsType.of(SandboxSettings.class);
  }

  @Override
  public void routes(Routes routes, SandboxSettings settings) {
    String base = address + "/mailbox/" + routes.account();
    routes.check().to(base + "/me?httpMethod=GET").convertBodyTo(String.class);
    routes
        .sink(SEND_MAIL)
        .setHeader("Idempotency-Key")
        .simple("${body.key}")
        .transform()
        .body(Outgoing.class, SandboxMailbox::mail)
        .marshal()
        .json()
        .to(base + "/mails?httpMethod=POST&" + settings.query())
        .unmarshal()
        .json(Accepted.class)
        .transform()
        .body(Accepted.class, accepted -> Outcome.delivered(accepted.id()));
  }

  private static Map<String, Object> mail(Outgoing<?> outgoing) {
    var requested = (MailRequested) outgoing.content();
    Map<String, Object> mail = new LinkedHashMap<>();
    mail.put("to", requested.address());
    mail.put("subject", requested.subject());
    mail.put("text", requested.text());
    requested.html().ifPresent(html -> mail.put("html", html));
    requested.unsubscribe().ifPresent(link -> mail.put("unsubscribe", link.toString()));
    return mail;
  }
}
