// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.parley.demo.Mailbox;

/**
 * A mail server outside the hub's process, as all mail servers are: it has neither a key nor a
 * read-back.
 */
public final class SmtpMailbox implements Mailbox, AutoCloseable {
  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  public SmtpMailbox() {
    server.start();
  }

  @Override
  public String connector() {
    return "smtp";
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of(
        "host", "127.0.0.1",
        "port", server.getSmtp().getPort(),
        "encryption", "NONE",
        "from", "letters@fernandfield.example");
  }

  @Override
  public Optional<URI> addressInMail(String to, Predicate<String> subject, Pattern pattern) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(mail -> to.equals(header(mail, "To")) && subject.test(header(mail, "Subject")))
        .map(mail -> pattern.matcher(text(mail)))
        .filter(Matcher::find)
        .reduce((first, last) -> last)
        .map(found -> URI.create(found.group(1)));
  }

  /** How often each mail has arrived, by the hub's id of it. */
  Map<String, Long> arrived() {
    return Arrays.stream(server.getReceivedMessages())
        .map(mail -> header(mail, "Message-ID").replaceAll("^<|@.*$", ""))
        .collect(groupingBy(id -> id, TreeMap::new, counting()));
  }

  /** How many different mails with a subject have arrived. */
  long arrivedAbout(String subject) {
    return Arrays.stream(server.getReceivedMessages())
        .filter(mail -> header(mail, "Subject").equals(subject))
        .map(mail -> header(mail, "Message-ID"))
        .distinct()
        .count();
  }

  private static String header(MimeMessage mail, String name) {
    try {
      return mail.getHeader(name, null);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(MimeMessage mail) {
    try {
      Object content = mail.getContent();
      if (content instanceof MimeMultipart parts) {
        BodyPart plain = parts.getBodyPart(0);
        return String.valueOf(plain.getContent());
      }
      return String.valueOf(content);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
