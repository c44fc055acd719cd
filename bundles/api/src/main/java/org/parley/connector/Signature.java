// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.Base64;
import java.util.Optional;
import org.parley.api.Secret;

/**
 * How a system proves that a call is its own; all of it data, verified by the hub before a
 * connector's route sees the call. Where a call bears its time, one that is more than five minutes
 * off is refused, and one that was seen before has no effect.
 *
 * <p>What is signed is written as a text with <code>{body}</code>, the very bytes, and where the
 * system signs them <code>{time}</code>, <code>{id}</code>, <code>{method}</code>, <code>{url}
 * </code>, the whole address that the system was told to call, <code>{form}</code>, names and
 * values of a form in the order of the names, and <code>{key}</code>, the key itself.
 *
 * <p>A key or secret that is blank would let everybody in and is refused with a {@link
 * org.parley.api.ParleyException} of fault {@code SETTINGS}.
 */
public sealed interface Signature {
  /**
   * A keyed digest.
   *
   * @param key shared with the system
   * @param digest by which it is made
   * @param encoding in which it is written
   * @param signed what is signed, such as <code>v0:{time}:{body}</code>
   * @param place where it stands
   * @param time where the time stands that is signed along
   * @param id where something stands that no other call bears
   */
  record Hmac(
      Secret key,
      Digest digest,
      Encoding encoding,
      String signed,
      Place place,
      Optional<Place> time,
      Optional<Place> id)
      implements Signature {
    public Hmac {
      Agreed.requireText(key);
      requireNonNull(digest);
      requireNonNull(encoding);
      requireNonNull(signed);
      requireNonNull(place);
      requireNonNull(time);
      requireNonNull(id);
    }

    /** It is made otherwise than by SHA-256. */
    public Hmac digest(Digest other) {
      return new Hmac(key, other, encoding, signed, place, time, id);
    }

    /** It is written otherwise than in hex. */
    public Hmac encoding(Encoding other) {
      return new Hmac(key, digest, other, signed, place, time, id);
    }

    /** Something else is signed than the body alone. */
    public Hmac signs(String text) {
      return new Hmac(key, digest, encoding, text, place, time, id);
    }

    /** The time is signed along. */
    public Hmac time(Place there) {
      return new Hmac(key, digest, encoding, signed, place, Optional.of(there), id);
    }

    /** Each call bears something that no other does; it counts where it is signed along. */
    public Hmac id(Place there) {
      return new Hmac(key, digest, encoding, signed, place, time, Optional.of(there));
    }
  }

  /**
   * A signature that is verified with the system's public key.
   *
   * @param key in Base64, as X.509 has it, or in hex, the bare 32 bytes of Ed25519
   * @param scheme by which it is made
   * @param signed what is signed, such as <code>{time}{body}</code>
   * @param place where it stands: in hex for Ed25519, else in Base64
   * @param time where the time stands that is signed along
   */
  record Asymmetric(String key, Scheme scheme, String signed, Place place, Place time)
      implements Signature {
    public Asymmetric {
      requireNonNull(key);
      requireNonNull(scheme);
      requireNonNull(signed);
      requireNonNull(place);
      requireNonNull(time);
    }
  }

  /**
   * A message of Amazon SNS, signed with a certificate that the hub fetches from Amazon alone and
   * keeps. The hub confirms the subscription by itself.
   *
   * @param topic the topic's ARN, for anybody may have one
   */
  record Sns(String topic) implements Signature {
    public Sns {
      requireNonNull(topic);
    }
  }

  /**
   * The system shows the secret itself: in a header, in the address that was entered there, or in
   * the body.
   *
   * @param secret as it stands there
   */
  record Shared(Secret secret, Place place) implements Signature {
    public Shared {
      Agreed.requireText(secret);
      requireNonNull(place);
    }
  }

  /**
   * The Standard Webhooks specification: HMAC-SHA256 over id, time and body.
   *
   * @param key shared with the system, with or without {@code whsec_}
   */
  record Standard(Secret key) implements Signature {
    public Standard {
      Agreed.requireText(key);
    }
  }

  /** How a digest is made. */
  enum Digest {
    SHA1,
    SHA256,
    SHA384,
    SHA512,
    /** By whichever of these the name before {@code =} says, as WebSub has it. */
    NAMED,
    /** Without a key of its own: SHA-256 of a text that holds the key. */
    PLAIN_SHA256
  }

  /** How a digest is written. */
  enum Encoding {
    HEX,
    BASE64,
    /** Base64 of an id, a colon and the digest in hex, as EspoCRM has it. */
    BASE64_OF_ID_AND_HEX
  }

  /** How a signature with a public key is made. */
  enum Scheme {
    ED25519,
    ECDSA_P256
  }

  /** HMAC-SHA256 over the body, in hex. */
  static Hmac hmac(Secret key, Place place) {
    return new Hmac(
        key, Digest.SHA256, Encoding.HEX, "{body}", place, Optional.empty(), Optional.empty());
  }

  /** As GitHub and Meta do it: {@code X-Hub-Signature-256: sha256=<hex>}. */
  static Signature hub(Secret key) {
    return hmac(key, Place.header("X-Hub-Signature-256").field("sha256"));
  }

  /** As WebSub has it: {@code X-Hub-Signature: <method>=<hex>}. */
  static Signature webSub(Secret key) {
    return hmac(key, Place.header("X-Hub-Signature")).digest(Digest.NAMED);
  }

  /** As the Standard Webhooks specification has it. */
  static Signature standard(Secret key) {
    return new Standard(key);
  }

  /** Basic authentication, which the system takes from the address that was entered there. */
  static Signature basic(String user, Secret password) {
    Agreed.requireText(password);
    String both = user + ":" + password.reveal();
    String header = "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
    return new Shared(new Secret(header), Place.header("Authorization"));
  }
}
