// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.parley.api.Busy;
import org.parley.api.ParleyException;
import org.parley.connector.Place;
import org.parley.connector.Signature.Sns;

/** Verifies messages of Amazon SNS, and confirms the subscriptions that they ask about. */
final class SnsCalls {
  /** Of a region; what else stands before the domain may be somebody's bucket. */
  private static final Pattern HOST =
      Pattern.compile("sns\\.[a-z]{2}(-[a-z]+)+-\\d\\.amazonaws\\.com(\\.cn)?");

  private static final String NOTIFICATION = "Notification";

  private static final List<String> OF_NOTIFICATION =
      List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");

  private static final List<String> OF_CONFIRMATION =
      List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");

  /**
   * Nothing else has been signed with; another address of Amazon's may hold what anybody put there.
   */
  private static final Pattern CERTIFICATE =
      Pattern.compile("/SimpleNotificationService-[A-Za-z0-9]{1,64}\\.pem");

  /** A region has one or two at a time, and a topic is of one region. */
  private static final int MOST_KEPT = 8;

  /** So many certificates are looked for in a minute; a new one comes once in months. */
  private static final int MOST_FETCHED = 5;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Function<URI, byte[]> fetch;

  /** Only those that a message was signed with: strangers can name others, but sign with none. */
  private final Map<URI, X509Certificate> certificates = new LinkedHashMap<>();

  private Instant minute = Instant.EPOCH;
  private int fetched;

  /**
   * @param fetch reads what stands at an address
   */
  SnsCalls(Function<URI, byte[]> fetch) {
    this.fetch = fetch;
  }

  /**
   * Verifies a message.
   *
   * @return the message's id, the same for each attempt at delivering it
   * @throws ParleyException with fault {@code CREDENTIALS} when it is not of that topic
   */
  String verify(Sns sns, InCall call, Instant now) {
    String topic = text(call, "TopicArn");
    if (!topic.equals(sns.topic())) {
      throw InCall.refused("Topic '%s' is not the one that was agreed on".formatted(topic));
    }
    URI address = address(text(call, "SigningCertURL"));
    X509Certificate certificate = certificate(address, now);
    boolean first = text(call, "SignatureVersion").equals("1");
    try {
      var verifier = java.security.Signature.getInstance(first ? "SHA1withRSA" : "SHA256withRSA");
      verifier.initVerify(certificate);
      verifier.update(signed(call).getBytes(UTF_8));
      if (!verifier.verify(Base64.getDecoder().decode(text(call, "Signature")))) {
        throw InCall.refused("The signature does not fit the message");
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw InCall.refused("The signature cannot be verified: " + e.getMessage());
    }
    keep(address, certificate);
    return text(call, "MessageId");
  }

  /**
   * Sees to a message that is none of the topic's own.
   *
   * @return whether it was one
   */
  boolean confirm(InCall call) {
    String type = text(call, "Type");
    if (type.equals("SubscriptionConfirmation")) {
      byte[] unused = fetch.apply(address(text(call, "SubscribeURL")));
    }
    return !type.equals(NOTIFICATION);
  }

  private static String signed(InCall call) {
    List<String> names =
        text(call, "Type").equals(NOTIFICATION) ? OF_NOTIFICATION : OF_CONFIRMATION;
    var signed = new StringBuilder();
    for (String name : names) {
      if (call.tree().hasNonNull(name)) {
        signed.append(name).append('\n').append(call.tree().get(name).asText()).append('\n');
      }
    }
    return signed.toString();
  }

  private X509Certificate certificate(URI address, Instant now) {
    X509Certificate certificate = known(address).orElseGet(() -> fetched(address, now));
    try {
      certificate.checkValidity(Date.from(now));
    } catch (GeneralSecurityException e) {
      forget(address);
      throw InCall.refused("The certificate does not hold: " + e.getMessage());
    }
    return certificate;
  }

  private X509Certificate fetched(URI address, Instant now) {
    if (!CERTIFICATE.matcher(address.getPath()).matches() || address.getQuery() != null) {
      throw InCall.refused("'" + address + "' is no certificate of Amazon SNS");
    }
    if (!mayFetch(now)) {
      throw new Busy("Too many certificates are asked for", MINUTE);
    }
    return read(fetch.apply(address));
  }

  private synchronized boolean mayFetch(Instant now) {
    if (!now.isBefore(minute.plus(MINUTE)) || now.isBefore(minute)) {
      minute = now;
      fetched = 0;
    }
    fetched++;
    return fetched <= MOST_FETCHED;
  }

  private synchronized Optional<X509Certificate> known(URI address) {
    return Optional.ofNullable(certificates.get(address));
  }

  private synchronized void forget(URI address) {
    certificates.remove(address);
  }

  /** The one that was kept first goes first. */
  private synchronized void keep(URI address, X509Certificate certificate) {
    certificates.put(address, certificate);
    if (certificates.size() > MOST_KEPT) {
      certificates.remove(certificates.keySet().iterator().next());
    }
  }

  private static X509Certificate read(byte[] pem) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem));
    } catch (GeneralSecurityException e) {
      throw InCall.refused("What signed it is no certificate: " + e.getMessage());
    }
  }

  /** One of Amazon's own, so that nobody has the hub call whatever they like. */
  private static URI address(String text) {
    try {
      URI address = URI.create(text);
      String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
      boolean plain = address.getPort() == -1 && address.getUserInfo() == null;
      if ("https".equals(address.getScheme()) && plain && HOST.matcher(host).matches()) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      throw InCall.refused("'" + text + "' is no address: " + e.getMessage());
    }
    throw InCall.refused("'" + text + "' is no address of Amazon SNS");
  }

  private static String text(InCall call, String name) {
    return call.get(Place.body("/" + name));
  }
}
