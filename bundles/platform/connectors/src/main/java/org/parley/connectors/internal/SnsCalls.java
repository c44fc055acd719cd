// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
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

  /** A region has one or two at a time. */
  private static final int MOST_KEPT = 64;

  private final Function<URI, byte[]> fetch;
  private final Map<URI, X509Certificate> certificates = new ConcurrentHashMap<>();

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
    X509Certificate certificate = certificate(address(text(call, "SigningCertURL")), now);
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
    X509Certificate known = certificates.get(address);
    X509Certificate certificate = known == null ? read(fetch.apply(address)) : known;
    try {
      certificate.checkValidity(Date.from(now));
    } catch (GeneralSecurityException e) {
      certificates.remove(address);
      throw InCall.refused("The certificate does not hold: " + e.getMessage());
    }
    if (certificates.size() < MOST_KEPT) {
      certificates.put(address, certificate);
    }
    return certificate;
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
