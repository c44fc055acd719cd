// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/** A list of addresses and networks such as {@code 10.0.0.0/8}. */
public final class Networks {
  private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]+");

  private final List<Network> networks;

  private record Network(byte[] base, int bits) {
    boolean contains(byte[] address) {
      if (address.length != base.length) {
        return false;
      }
      for (int i = 0; i < bits; i++) {
        int mask = 0x80 >> (i % 8);
        if ((address[i / 8] & mask) != (base[i / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private Networks(List<Network> networks) {
    this.networks = networks;
  }

  /**
   * @param setting the name to put into a refusal
   * @param texts each may hold several, separated by commas, as files of settings have them
   * @throws ParleyException with fault {@code SETTINGS} when one of them is none
   */
  public static Networks parse(String setting, List<String> texts) {
    return new Networks(
        texts.stream()
            .flatMap(text -> Stream.of(text.split(",")))
            .map(String::strip)
            .map(text -> network(setting, text))
            .toList());
  }

  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    for (Network network : networks) {
      if (network.contains(bytes)) {
        return true;
      }
    }
    return false;
  }

  private static Network network(String setting, String text) {
    try {
      int slash = text.indexOf('/');
      byte[] base = literal(slash < 0 ? text : text.substring(0, slash)).getAddress();
      int bits = slash < 0 ? base.length * 8 : Integer.parseInt(text.substring(slash + 1));
      if (bits >= 0 && bits <= base.length * 8) {
        return new Network(base, bits);
      }
    } catch (UnknownHostException | NumberFormatException e) {
      throw new ParleyException(Fault.SETTINGS, message(setting, text), e);
    }
    throw new ParleyException(Fault.SETTINGS, message(setting, text));
  }

  /** An address that is written in figures; a name is never looked up. */
  static InetAddress literal(String text) throws UnknownHostException {
    String bare =
        text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    if (!isFour(bare) && !isSix(bare)) {
      throw new UnknownHostException(text);
    }
    return InetAddress.getByName(bare);
  }

  /** Four groups of one to three digits; behind a proxy this is asked of each request. */
  private static boolean isFour(String text) {
    int groups = 1;
    int digits = 0;
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      boolean ends = letter == '.' && digits > 0;
      if (!ends && (letter < '0' || letter > '9' || digits == 3)) {
        return false;
      }
      groups += ends ? 1 : 0;
      digits = ends ? 0 : digits + 1;
    }
    return groups == 4 && digits > 0;
  }

  private static boolean isSix(String text) {
    return text.indexOf(':') >= 0 && SIX.matcher(text).matches();
  }

  private static String message(String setting, String text) {
    return "Setting '%s' holds '%s'; an address or a network such as 10.0.0.0/8 is expected"
        .formatted(setting, text);
  }
}
