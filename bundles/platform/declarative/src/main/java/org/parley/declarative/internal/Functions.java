// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.dashjoin.jsonata.Jsonata;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What expressions know beside JSONata's own functions, and what is taken away from them. */
final class Functions {
  /** Systems that know a person by the digest of an address want these two. */
  private static final Jsonata.Fn1<@Nullable Object, @Nullable Object> MD5 =
      value -> digest("MD5", value);

  private static final Jsonata.Fn1<@Nullable Object, @Nullable Object> SHA256 =
      value -> digest("SHA-256", value);

  /** What a system answered must never be run. */
  private static final Jsonata.Fn1<@Nullable Object, @Nullable Object> NO_EVAL =
      value -> {
        throw new IllegalStateException("$eval is not to be had in a manifest");
      };

  private Functions() {}

  static void addTo(Jsonata.Frame frame) {
    frame.bind("md5", MD5);
    frame.bind("sha256", SHA256);
    frame.bind("eval", NO_EVAL);
  }

  private static @Nullable Object digest(String algorithm, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      byte[] digest = MessageDigest.getInstance(algorithm).digest(value.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime knows no " + algorithm, e);
    }
  }
}
