// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.parley.api.InvalidInput;

/** Reads the addresses that people give as a browser would, and refuses what leads nobody. */
final class TargetReader {

  private static final Pattern PARTS =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(?://([^/?#]*))?([^#]*)(#.*)?", Pattern.DOTALL);
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:@\\[\\]]+)(?::(\\d{1,5})?)?");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?";

  private final String field;
  private final String text;

  /**
   * @param field what to blame in a refusal
   */
  TargetReader(String field, String text) {
    this.field = field;
    this.text = text;
  }

  URI read() {
    if (text.length() > WebTarget.LONGEST) {
      throw refusal(
          "has " + text.length() + " characters; at most " + WebTarget.LONGEST + " are accepted");
    }
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw refusal("is not an absolute address; one like https://example.org/page is accepted");
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refusal("begins with '" + scheme + ":'; only http and https are accepted");
    }
    String fragment = parts.group(4) == null ? "" : "#" + escape(parts.group(4).substring(1));
    String authority = authority(parts.group(2) == null ? "" : parts.group(2));
    String address = scheme + "://" + authority + escape(parts.group(3)) + fragment;
    if (address.length() > WebTarget.LONGEST) {
      throw refusal("is longer than " + WebTarget.LONGEST + " characters when it is sent");
    }
    return URI.create(address);
  }

  private String authority(String authority) {
    if (authority.contains("@")) {
      throw refusal("holds a user name, which would hide where it leads");
    }
    Matcher matcher = AUTHORITY.matcher(authority);
    if (!matcher.matches()) {
      throw refusal("names no host");
    }
    String port = matcher.group(2) == null ? "" : ":" + port(matcher.group(2));
    return host(matcher.group(1)) + port;
  }

  private int port(String digits) {
    int port = Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw refusal("names port " + digits + ", which does not exist");
    }
    return port;
  }

  private String host(String host) {
    if (host.startsWith("[")) {
      return ipv6(host);
    }
    String normal =
        Normalizer.normalize(host, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replace('\u3002', '.');
    String ascii =
        Arrays.stream(normal.split("\\.", -1)).map(this::label).collect(Collectors.joining("."));
    if (ascii.length() > 253 || URI.create("http://" + ascii).getHost() == null) {
      throw refusal("names host '" + host + "', which is none");
    }
    return ascii;
  }

  private String ipv6(String host) {
    try {
      if (URI.create("http://" + host).getHost() != null) {
        return host.toLowerCase(Locale.ROOT);
      }
    } catch (IllegalArgumentException malformed) {
      // answered below, in our words
    }
    throw refusal("names host '" + host + "', which is none");
  }

  private String label(String label) {
    boolean ascii = label.chars().allMatch(letter -> letter < 128);
    String encoded = ascii ? label : international(label);
    if (!LABEL.matcher(encoded).matches()) {
      throw refusal("names a host with the part '" + label + "', which cannot be one");
    }
    return encoded;
  }

  private String international(String label) {
    boolean letters = label.codePoints().allMatch(TargetReader::mayBeInLabel);
    return letters ? Punycode.encode(label) : "";
  }

  private static boolean mayBeInLabel(int point) {
    int type = Character.getType(point);
    boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    boolean joiner = point == 0x200C || point == 0x200D || point == 0xB7 || point == 0x30FB;
    return Character.isLetterOrDigit(point) || mark || joiner || point == '-';
  }

  private String escape(String part) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < part.length(); at += Character.charCount(part.codePointAt(at))) {
      int point = part.codePointAt(at);
      if (Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE) {
        throw refusal("holds characters that cannot be sent");
      }
      boolean bracket = (point == '[' || point == ']') && part.lastIndexOf('?', at) >= 0;
      if (PLAIN.indexOf(point) >= 0 || bracket || isEscape(part, at)) {
        out.appendCodePoint(point);
      } else {
        appendEscaped(out, Character.toString(point));
      }
    }
    return out.toString();
  }

  private static boolean isEscape(String part, int at) {
    return part.charAt(at) == '%'
        && at + 2 < part.length()
        && Character.digit(part.charAt(at + 1), 16) >= 0
        && Character.digit(part.charAt(at + 2), 16) >= 0
        && part.charAt(at + 1) < 128
        && part.charAt(at + 2) < 128;
  }

  private static void appendEscaped(StringBuilder out, String letter) {
    for (byte octet : letter.getBytes(UTF_8)) {
      out.append('%').append(String.format("%02X", octet));
    }
  }

  private InvalidInput refusal(String reason) {
    String shown = text.length() <= 100 ? text : text.substring(0, 99) + "…";
    return new InvalidInput(field, "'" + shown + "' " + reason);
  }
}
