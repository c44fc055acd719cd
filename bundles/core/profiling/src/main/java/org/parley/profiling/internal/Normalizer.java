// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;

/** Brings identifiers into the one form under which they are kept, or says why they are none. */
final class Normalizer {
  private static final int LONGEST = 320;
  private static final Pattern NETWORK = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern VISITOR = Pattern.compile("[A-Za-z0-9._:~=-]{1,128}");
  private static final Pattern FINGERPRINT = Pattern.compile("[A-Za-z0-9_-]{16,128}");

  /** What programs write where they know nothing. */
  private static final Set<String> JUNK =
      Set.of(
          "null",
          "undefined",
          "none",
          "nil",
          "nan",
          "n/a",
          "na",
          "-",
          "--",
          "?",
          "0",
          "unknown",
          "(none)",
          "(null)",
          "(not set)",
          "anonymous",
          "true",
          "false",
          "[object object]",
          "nobody");

  private final WeakAddresses weakAddresses;
  private final PhoneNumbers phones;

  Normalizer(WeakAddresses weakAddresses, PhoneNumbers phones) {
    this.weakAddresses = weakAddresses;
    this.phones = phones;
  }

  /** Reads {@code network} as lower case and empty as none. */
  Normal normalize(Kind kind, String value, Optional<String> network, boolean verified) {
    String where = network.map(name -> name.strip().toLowerCase(Locale.ROOT)).orElse("");
    String bare = java.text.Normalizer.normalize(value, Form.NFC).strip();
    if (bare.isEmpty() || JUNK.contains(bare.toLowerCase(Locale.ROOT))) {
      return bad("value", "'" + value + "' stands for nobody; leave the identifier out");
    }
    if (bare.length() > LONGEST || bare.chars().anyMatch(Character::isISOControl)) {
      return bad("value", "must be at most " + LONGEST + " characters without control characters");
    }
    return switch (kind) {
      case EMAIL -> email(bare, verified);
      case PHONE -> phone(bare, verified);
      case HANDLE -> handle(bare, where, verified);
      case CRM -> crm(bare, where, verified);
      case VISITOR -> plain(kind, VISITOR, bare, verified);
      case FINGERPRINT -> plain(kind, FINGERPRINT, bare, verified);
    };
  }

  private Normal email(String value, boolean verified) {
    return EmailAddress.parse(value)
        .<Normal>map(
            address -> {
              boolean weak = weakAddresses.includes(address);
              return good(new Pointer(Kind.EMAIL, "", address.toString(), verified, weak));
            })
        .orElseGet(
            () -> bad("value", "'" + value + "' is no email address such as ada@example.org"));
  }

  private Normal phone(String value, boolean verified) {
    return phones
        .normalize(value)
        .<Normal>map(number -> good(new Pointer(Kind.PHONE, "", number, verified, false)))
        .orElseGet(
            () ->
                bad(
                    "value",
                    "'"
                        + value
                        + "' is no phone number in international form such as +44 20 7946 0018"));
  }

  private static Normal handle(String value, String network, boolean verified) {
    if (network.isEmpty()) {
      return bad("network", "is needed for a handle, such as 'bluesky'");
    }
    if (!NETWORK.matcher(network).matches()) {
      return bad("network", "'" + network + "' is no connector id such as 'bluesky'");
    }
    String bare = value.startsWith("@") ? value.substring(1) : value;
    if (bare.isEmpty() || bare.chars().anyMatch(Character::isWhitespace)) {
      return bad("value", "'" + value + "' is no handle such as 'ada.example.org'");
    }
    String folded = Identifier.handle(network, bare).value();
    return JUNK.contains(folded)
        ? bad("value", "'" + value + "' stands for nobody; leave the identifier out")
        : good(new Pointer(Kind.HANDLE, network, folded, verified, false));
  }

  private static Normal crm(String value, String network, boolean verified) {
    if (!network.isEmpty() && !NETWORK.matcher(network).matches()) {
      return bad("network", "'" + network + "' is no account id");
    }
    return good(new Pointer(Kind.CRM, network, value, verified, false));
  }

  private static Normal plain(Kind kind, Pattern form, String value, boolean verified) {
    return form.matcher(value).matches()
        ? good(new Pointer(kind, "", value, verified, false))
        : bad("value", "'" + value + "' is no " + kind.name().toLowerCase(Locale.ROOT) + " key");
  }

  private static Normal good(Pointer pointer) {
    return new Normal.Good(pointer);
  }

  private static Normal bad(String field, String message) {
    return new Normal.Bad(field, message);
  }
}
