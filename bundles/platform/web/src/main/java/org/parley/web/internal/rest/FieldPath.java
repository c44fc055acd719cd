// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.nio.charset.StandardCharsets;

/**
 * Where a field stands, such as {@code interactions[3].at}. A name that holds what parts names is
 * written with a backslash before it.
 */
final class FieldPath {
  private static final String PARTING = ".[]\\";

  /** What a URI's fragment may hold as it is, beside letters and digits (RFC 3986, 3.5). */
  private static final String PLAIN = "-._~!$&'()*+,;=:@?/";

  private FieldPath() {}

  /** A name as it stands in a path. */
  static String step(String name) {
    StringBuilder step = new StringBuilder();
    step(name, step);
    return step.toString();
  }

  /** Adds a name as it stands in a path. */
  static void step(String name, StringBuilder to) {
    for (int i = 0; i < name.length(); i++) {
      if (PARTING.indexOf(name.charAt(i)) >= 0) {
        to.append('\\');
      }
      to.append(name.charAt(i));
    }
  }

  /** The path as a JSON pointer in the form of a URI's fragment (RFC 6901, 6). */
  static String pointer(String path) {
    StringBuilder steps = new StringBuilder(path.isEmpty() ? "" : "/");
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      switch (c) {
        case '.', '[' -> steps.append('/');
        case ']' -> {}
        case '\\' -> steps.append(plain(path.charAt(++i)));
        default -> steps.append(plain(c));
      }
    }
    return "#" + encoded(steps.toString());
  }

  private static String plain(char c) {
    return c == '~' ? "~0" : c == '/' ? "~1" : String.valueOf(c);
  }

  private static String encoded(String steps) {
    StringBuilder fragment = new StringBuilder();
    for (byte each : steps.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean kept = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      fragment.append(kept ? String.valueOf(c) : "%%%02X".formatted((int) c));
    }
    return fragment.toString();
  }
}
