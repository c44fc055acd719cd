// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id by which a request is found again in logs and problems. */
public final class Trace {
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  private final SecureRandom random = new SecureRandom();

  /** The trace id of a W3C traceparent, or a new one. */
  public String of(@Nullable String traceparent) {
    var matcher = TRACEPARENT.matcher(traceparent == null ? "" : traceparent);
    if (matcher.matches()) {
      return matcher.group(1);
    }
    byte[] id = new byte[16];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
