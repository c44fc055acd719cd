// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.net.IDN;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.parley.api.bus.Personal;

/**
 * Anything that points at a person.
 *
 * @param kind what it is
 * @param value normalised by profiling: an email in lower case, a phone in E.164, a handle without
 *     {@code @}; empty once the person was erased
 * @param network the connector id for a {@link Kind#HANDLE}, the account id for a {@link Kind#CRM}
 *     record; empty otherwise
 * @param verified whether the person was shown to hold it, as by a confirmed mail or a sign-in on
 *     the network
 */
public record Identifier(
    Kind kind, @Personal String value, Optional<String> network, boolean verified) {
  private static final int KEY_BYTES = 16;

  /** DIDs and the ids of YouTube's channels. */
  private static final Pattern CASE_MATTERS =
      Pattern.compile("did:[a-z0-9]+:.+|UC[A-Za-z0-9_-]{22}");

  public Identifier {
    requireNonNull(kind);
    value = requireNonNullElse(value, "");
    requireNonNull(network);
  }

  /**
   * A handle in the one form under which it is kept: without {@code @}, and in lower case where the
   * network does not tell upper from lower. It counts as not verified.
   *
   * @param network the connector id
   */
  public static Identifier handle(String network, String value) {
    String bare = Normalizer.normalize(value, Normalizer.Form.NFC).strip();
    String name = bare.startsWith("@") ? bare.substring(1) : bare;
    String plain = CASE_MATTERS.matcher(name).matches() ? name : name.toLowerCase(Locale.ROOT);
    return new Identifier(Kind.HANDLE, plain, Optional.of(network), false);
  }

  /**
   * The partition key of records about whoever it points at. Every room writes under it, so that
   * what one browser or person did is read in the order in which it happened, and what is personal
   * of it is erased with the person. It does not give the value away: keys of the log are not
   * erased. The case of an email does not matter, nor whether its domain is written in ASCII.
   */
  public String partitionKey() {
    String known = kind == Kind.EMAIL ? plain(value) : value;
    String text = kind + ":" + network.orElse("") + ":" + known;
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime knows no SHA-256", e);
    }
  }

  private static String plain(String email) {
    int at = email.lastIndexOf('@');
    try {
      String domain = IDN.toASCII(email.substring(at + 1).strip(), IDN.ALLOW_UNASSIGNED);
      return (email.substring(0, at + 1).strip() + domain).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException noDomain) {
      return email.strip().toLowerCase(Locale.ROOT);
    }
  }

  /** The kinds, from the one that tells most to the one that tells least. */
  public enum Kind {
    CRM,
    EMAIL,
    PHONE,
    HANDLE,
    VISITOR,
    FINGERPRINT
  }
}
