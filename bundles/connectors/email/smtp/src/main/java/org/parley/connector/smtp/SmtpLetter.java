// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.mail.MailRequested;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.smtp.SmtpSettings.Encryption;

/** Writes one mail as SMTP wants it, and understands what servers say. */
final class SmtpLetter {
  private static final String MESSAGE_ID = "Message-ID";
  private static final Pattern ONE_ADDRESS = Pattern.compile("[^\\s,;<>()\"]+@[^\\s,;<>()\"]+");
  private static final Pattern REPLY = Pattern.compile("^\\s*([245]\\d\\d)[ -].*", Pattern.DOTALL);

  /** What the library says of a sign-in before it asks the server. */
  private static final Pattern OWN_WORDS =
      Pattern.compile("(failed to connect|No authentication|AUTH ).*", Pattern.DOTALL);

  private final SmtpSettings settings;

  SmtpLetter(SmtpSettings settings) {
    this.settings = settings;
  }

  void write(Exchange exchange) {
    var outgoing = exchange.getMessage().getBody(Outgoing.class);
    var mail = (MailRequested) outgoing.content();
    if (!ONE_ADDRESS.matcher(mail.address()).matches()) {
      throw new InvalidInput("address", "'" + mail.address() + "' is not one mail address");
    }
    Message message = exchange.getMessage();
    message.setHeader("From", settings.sender());
    message.setHeader("To", mail.address());
    message.setHeader("Subject", mail.subject().replaceAll("[\\r\\n]+", " "));
    message.setHeader(MESSAGE_ID, "<" + outgoing.key() + "@" + settings.domain() + ">");
    message.setHeader("Content-Language", mail.language().toLanguageTag());
    mail.unsubscribe()
        .ifPresent(
            address -> {
              message.setHeader("List-Unsubscribe", "<" + address + ">");
              message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            });
    exchange.setProperty(MESSAGE_ID, message.getHeader(MESSAGE_ID));
    writeBody(message, mail);
  }

  private static void writeBody(Message message, MailRequested mail) {
    boolean both = mail.html().isPresent();
    message.setHeader(
        "contentType", both ? "text/html; charset=UTF-8" : "text/plain; charset=UTF-8");
    if (both) {
      message.setHeader("CamelMailAlternativeBody", mail.text());
    }
    message.setBody(mail.html().orElse(mail.text()));
  }

  Outcome outcome(Exchange exchange) {
    return Outcome.delivered(exchange.getProperty(MESSAGE_ID, String.class));
  }

  /** Connects and signs in, and sends nothing. */
  String tryConnection() {
    String protocol = settings.encryption() == Encryption.TLS ? "smtps" : "smtp";
    var properties = new Properties();
    for (String timeout : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.put("mail." + protocol + "." + timeout, "20000");
    }
    properties.put(
        "mail.smtp.starttls.enable", String.valueOf(settings.encryption() == Encryption.STARTTLS));
    properties.put(
        "mail.smtp.starttls.required",
        String.valueOf(settings.encryption() == Encryption.STARTTLS));
    properties.put("mail." + protocol + ".auth", String.valueOf(settings.user() != null));
    var password = settings.password();
    try (Transport transport = Session.getInstance(properties).getTransport(protocol)) {
      int port = settings.port() == null ? -1 : settings.port();
      transport.connect(
          settings.host(), port, settings.user(), password == null ? null : password.reveal());
      return "Connected to "
          + settings.host()
          + (settings.user() == null ? "" : ", signed in as " + settings.user());
    } catch (MessagingException e) {
      throw explain(e)
          .orElse(
              new ParleyException(
                  Fault.REMOTE, "The mail server cannot be reached: " + e.getMessage(), e));
    }
  }

  /** What a server's reply means: 4yz may pass, 5yz will not (RFC 5321). */
  static Optional<ParleyException> explain(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String said = String.valueOf(each.getMessage());
      Matcher reply = REPLY.matcher(said);
      if (each instanceof AuthenticationFailedException && !reply.matches()) {
        return Optional.of(unanswered(said, failure));
      }
      if (each instanceof AuthenticationFailedException && !reply.group(1).startsWith("4")) {
        return Optional.of(
            new ParleyException(
                Fault.CREDENTIALS, "The mail server refuses the sign-in: " + said, failure));
      }
      if (each instanceof MessagingException && reply.matches()) {
        return Optional.of(
            new ParleyException(
                faultOf(reply.group(1)), "The mail server says: " + said.strip(), failure));
      }
      if (each instanceof MessagingException && said.startsWith("Couldn't connect")) {
        return Optional.of(
            new ParleyException(
                Fault.REMOTE, "The mail server cannot be reached: " + said, failure));
      }
    }
    return Optional.empty();
  }

  /** The library calls it a failed sign-in, too, when the line breaks in the middle of one. */
  private static ParleyException unanswered(String said, Throwable failure) {
    return OWN_WORDS.matcher(said).matches()
        ? new ParleyException(Fault.CREDENTIALS, "The sign-in cannot be tried: " + said, failure)
        : new ParleyException(
            Fault.REMOTE, "The mail server broke off while signing in: " + said, failure);
  }

  private static Fault faultOf(String code) {
    return switch (code) {
      case "530", "534", "535", "538" -> Fault.CREDENTIALS;
      default -> code.startsWith("5") ? Fault.INPUT : Fault.REMOTE;
    };
  }
}
