// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address as mail is sent to today: no quotes, comments or address literals, in lower case and
 * with its domain in ASCII. Dots and tags of the local part are kept: what they mean is the
 * provider's business.
 *
 * @param local what stands before the at sign
 * @param domain what stands behind it
 */
record EmailAddress(String local, String domain) {
  private static final int LONGEST = 254;
  private static final int LONGEST_LOCAL = 64;
  private static final Pattern LOCAL =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

  /** Reads an address without surrounding space; empty when it is none. */
  static Optional<EmailAddress> parse(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1 || at == text.length() - 1 || text.length() > LONGEST) {
      return Optional.empty();
    }
    String local = text.substring(0, at).toLowerCase(Locale.ROOT);
    if (local.length() > LONGEST_LOCAL || !LOCAL.matcher(local).matches()) {
      return Optional.empty();
    }
    return ascii(text.substring(at + 1)).map(domain -> new EmailAddress(local, domain));
  }

  private static Optional<String> ascii(String domain) {
    try {
      String ascii = IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
      boolean good = ascii.length() <= LONGEST && DOMAIN.matcher(ascii).matches();
      return good ? Optional.of(ascii) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return local + "@" + domain;
  }
}
