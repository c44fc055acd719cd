// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.smtp;

import static org.parley.api.connectors.Capability.SEND_MAIL;

import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SignIn;
import org.parley.connector.Connector;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/**
 * Sends mail by SMTP. The protocol has neither a key nor a way to ask afterwards, so what was under
 * way when the connection broke is for a person to judge.
 */
@Component(service = Connector.class)
public final class SmtpMail implements Connector<SmtpSettings> {
  @Override
  public Descriptor descriptor() {
    return Descriptor.of("smtp", "SMTP", Kind.EMAIL)
        .summary(
            "Sends mail through any mail server, with one-click unsubscribe",
            "Versendet Mails über jeden Mailserver, mit Abmeldung per Klick")
        .can(SEND_MAIL, Repeat.unsafe())
        .signIn(new SignIn.Key());
  }

  @Override
  public SettingsType<SmtpSettings> settings() {
    return SettingsType.of(SmtpSettings.class);
  }

  @Override
  public void routes(Routes routes, SmtpSettings settings) {
    var letter = new SmtpLetter(settings);
    routes.check().setBody(exchange -> letter.tryConnection());
    routes.sink(SEND_MAIL).process(letter::write).to(settings.endpoint()).setBody(letter::outcome);
  }

  @Override
  public Optional<ParleyException> explain(Throwable failure) {
    return SmtpLetter.explain(failure);
  }
}
