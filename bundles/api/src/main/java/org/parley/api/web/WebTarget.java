// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.parley.api.InvalidInput;

/**
 * The address of a web page that people are led to: of a link, a message, an item of a feed. It is
 * absolute, http or https, hides no user name and names a host and a port that can be.
 *
 * @param address as it is sent: ASCII alone, at most {@value #LONGEST} characters
 */
public record WebTarget(URI address) {
  /** What browsers and servers are sure to take. */
  public static final int LONGEST = 2048;

  public WebTarget {
    boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    boolean named = address.getHost() != null && address.getRawUserInfo() == null;
    int port = address.getPort();
    if (!web || !named || port == 0 || port > 65_535 || address.toString().length() > LONGEST) {
      throw new IllegalArgumentException("'" + address + "' is no address of a web page");
    }
  }

  /**
   * Reads an address as people and browsers write it: what only an address line forgives (spaces,
   * letters beyond ASCII, capitals in the host) is written as it is sent.
   *
   * @param field what to blame in a refusal
   * @throws InvalidInput blaming the field, when nobody can or should be led there
   */
  public static WebTarget read(String field, String text) {
    return new WebTarget(new TargetReader(field, text.strip()).read());
  }

  /** The same for what nobody can be asked to write anew; empty when nobody can be led there. */
  public static Optional<WebTarget> find(String text) {
    try {
      return Optional.of(read("address", text));
    } catch (InvalidInput none) {
      return Optional.empty();
    }
  }

  /** In lower case. */
  public String host() {
    return address.getHost().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
