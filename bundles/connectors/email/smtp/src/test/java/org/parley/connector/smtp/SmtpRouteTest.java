// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.Fault;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;
import org.parley.api.mail.MailFailed;
import org.parley.api.mail.MailRequested;
import org.parley.api.mail.MailSent;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;

class SmtpRouteTest {
  private final TrialHub hub = new TrialHub();
  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    hub.close();
    server.stop();
  }

  @Test
  void sendsBothFormsWithOneClickUnsubscribe() throws Exception {
    hub.connect(new SmtpMail(), settings(server.getSmtp().getPort()));
    BusRecord mail = Samples.mail(Optional.empty(), "ada@example.org", Samples.AWKWARD);

    hub.deliver(mail).get(20, TimeUnit.SECONDS);

    MimeMessage got = server.getReceivedMessages()[0];
    UUID id = ((MailRequested) mail.data()).mail();
    assertThat(got.getSubject()).isEqualTo(Samples.AWKWARD);
    assertThat(got.getFrom()[0]).hasToString("Parley <news@example.org>");
    assertThat(got.getHeader("To")).containsExactly("ada@example.org");
    assertThat(got.getMessageID()).isEqualTo("<" + id + "@example.org>");
    assertThat(got.getHeader("List-Unsubscribe")).containsExactly("<https://p.example/p/token>");
    assertThat(got.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
    var parts = (MimeMultipart) got.getContent();
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(parts.getBodyPart(0).getContent().toString()).isEqualTo("Dear " + Samples.AWKWARD);
    assertThat(parts.getBodyPart(1).getContent().toString()).contains("O&#39;Brien 👋");
    assertThat(hub.bus().data(MailSent.class).get(0).messageId()).isEqualTo(got.getMessageID());
    for (String header :
        new String[] {"Authorization", "CamelMailAlternativeBody", "ParleyFailed"}) {
      assertThat(got.getHeader(header)).isNull();
    }
  }

  @Test
  void signsInAndHoldsEverythingWhenThatIsRefused() throws Exception {
    server.getUserManager().setAuthRequired(true);
    server.setUser("ada@example.org", "ada", "right");
    var settings = new HashMap<>(settings(server.getSmtp().getPort()));
    settings.put("user", "ada");
    settings.put("password", "wr&ong) %+");

    UUID wrong = hub.connect(new SmtpMail(), settings);

    assertThat(hub.account(wrong).status()).isEqualTo(Status.OFFLINE);
    assertThat(hub.account(wrong).fault())
        .as(hub.account(wrong).statusText())
        .contains(Fault.CREDENTIALS);
    settings.put("password", "right");
    UUID right = hub.connect(new SmtpMail(), settings);
    assertThat(hub.account(right).statusText()).contains("signed in as ada");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@example.org, b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "nobody",
        " "
      })
  void refusesWhatIsNotOneAddress(String address) throws Exception {
    hub.connect(new SmtpMail(), settings(server.getSmtp().getPort()));

    hub.deliver(Samples.mail(Optional.empty(), address, "Hello")).get(20, TimeUnit.SECONDS);

    assertThat(hub.bus().data(MailFailed.class)).hasSize(1);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'550 5.1.1 No such user', INPUT",
    "'451 4.7.1 Greylisted', REMOTE",
    "'421 Busy', REMOTE",
    "'530 5.7.0 Must issue STARTTLS', CREDENTIALS",
    "'552-5.2.2 Mailbox full', INPUT"
  })
  void understandsWhatServersSay(String said, Fault fault) {
    var failure =
        new IllegalStateException(
            new MessagingException("Sending failed", new MessagingException(said)));

    assertThat(new SmtpMail().explain(failure).orElseThrow().fault()).isEqualTo(fault);
    assertThat(new SmtpMail().explain(new MessagingException("Exception reading response")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'454 4.7.0 Temporary authentication failure', REMOTE",
    "'535 5.7.8 Bad credentials', CREDENTIALS",
    "'[EOF]', REMOTE",
    "'failed to connect, no password specified?', CREDENTIALS"
  })
  void asksNobodyForAnotherPasswordWhileTheServerCannotTell(String said, Fault fault) {
    assertThat(
            new SmtpMail().explain(new AuthenticationFailedException(said)).orElseThrow().fault())
        .isEqualTo(fault);
  }

  private static Map<String, Object> settings(int port) {
    return Map.of(
        "host",
        "127.0.0.1",
        "port",
        port,
        "encryption",
        "NONE",
        "from",
        "news@example.org",
        "name",
        "Parley");
  }
}
