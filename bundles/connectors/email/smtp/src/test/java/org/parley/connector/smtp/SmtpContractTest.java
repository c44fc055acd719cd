// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.parley.api.connectors.Capability.SEND_MAIL;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.parley.api.Fault;
import org.parley.connector.Connector;
import org.parley.connectorkit.ConnectorContract;
import org.parley.connectorkit.StandIn;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

/** As far as it applies to a protocol that knows replies of three digits and nothing else. */
class SmtpContractTest extends ConnectorContract {
  private final Map<StandIn, SmtpDoor> doors = new ConcurrentHashMap<>();

  @Override
  protected Connector<?> connector() {
    return new SmtpMail();
  }

  @Override
  protected Map<String, Object> settings(StandIn server) {
    return Map.of(
        "host",
        "127.0.0.1",
        "port",
        requireNonNull(doors.get(server)).port(),
        "encryption",
        "NONE",
        "user",
        "ada",
        "password",
        server.secret(),
        "from",
        "news@example.org");
  }

  @Override
  protected void play(StandIn server) {
    var door = new SmtpDoor(server::receive);
    doors.put(server, door);
    server.closes(door::close);
    server.answers("AUTH", "/", request -> Answer.of(200, ""));
    server
        .takes(SEND_MAIL, "MAIL", "/")
        .mark(request -> header(request, "Message-ID"))
        .text(SmtpContractTest::text)
        .answer(taken -> Answer.of(200, ""));
  }

  @Override
  protected Optional<Fault> means(int status) {
    return status == 401 || status == 403 ? Optional.empty() : Optional.of(Fault.INPUT);
  }

  @Override
  protected Optional<String> omits(String check) {
    if (check.matches(".*(Retry-After|RateLimit|its wish|account meanwhile).*")) {
      return Optional.of("SMTP has no word for how long to wait");
    }
    if (check.matches(".*(follows no|no other system|comes slowly|misread: ).*")) {
      return Optional.of("This is of HTTP; a reply has neither address nor body");
    }
    if (check.matches(".*(50\\d|599).* after it has happened|.*one trouble after the other")) {
      return Optional.of("A server that says 451 has not taken the mail (RFC 5321, 6.1)");
    }
    return Optional.empty();
  }

  private static String header(Request request, String name) {
    try {
      return mail(request).getHeader(name, "");
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Request request) {
    try {
      var parts = (MimeMultipart) mail(request).getContent();
      return parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n");
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MimeMessage mail(Request request) throws MessagingException {
    return new MimeMessage(
        Session.getInstance(new Properties()),
        new ByteArrayInputStream(request.body().getBytes(UTF_8)));
  }
}
