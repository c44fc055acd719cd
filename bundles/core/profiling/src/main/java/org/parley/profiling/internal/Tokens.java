// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What lets a person in at the preference page: the profile's id and a seal that only we can make.
 */
final class Tokens {
  private static final int ID = 16;
  private static final int MAC = 16;

  private final Seal seal;

  Tokens(Seal seal) {
    this.seal = seal;
  }

  String mint(UUID profile) {
    ByteBuffer token = ByteBuffer.allocate(ID + MAC);
    token.putLong(profile.getMostSignificantBits()).putLong(profile.getLeastSignificantBits());
    token.put(mac(profile));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /** Empty when it is none of ours. */
  Optional<UUID> read(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    if (bytes.length != ID + MAC) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    UUID profile = new UUID(buffer.getLong(), buffer.getLong());
    boolean ours =
        MessageDigest.isEqual(mac(profile), Arrays.copyOfRange(bytes, ID, bytes.length))
            && mint(profile).equals(token);
    return ours ? Optional.of(profile) : Optional.empty();
  }

  private byte[] mac(UUID profile) {
    byte[] text = ("preferences:" + profile).getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(seal.mac(text), MAC);
  }
}
