// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * What lets a person in at the preference page: the profile's id, for a fresh token when it ends,
 * and a seal that only we can make.
 */
final class Tokens {
  private static final int ID = 16;
  private static final int END = 8;
  private static final int MAC = 16;

  private final Seal seal;

  Tokens(Seal seal) {
    this.seal = seal;
  }

  /**
   * @param until when a fresh token ends; empty for the one that every mail bears
   */
  record Pass(UUID profile, Optional<Instant> until) {}

  /** The token of every mail: it opens the page for as long as there are such mails. */
  String mint(UUID profile) {
    return mint(new Pass(profile, Optional.empty()));
  }

  String mint(UUID profile, Instant until) {
    return mint(new Pass(profile, Optional.of(until)));
  }

  private String mint(Pass pass) {
    ByteBuffer token = ByteBuffer.allocate(ID + END + MAC);
    UUID profile = pass.profile();
    token.putLong(profile.getMostSignificantBits()).putLong(profile.getLeastSignificantBits());
    pass.until().ifPresent(until -> token.putLong(until.getEpochSecond()));
    token.put(mac(pass));
    byte[] bytes = Arrays.copyOf(token.array(), token.position());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Empty when it is none of ours; one that has ended is. */
  Optional<Pass> read(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    if (bytes.length != ID + MAC && bytes.length != ID + END + MAC) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    UUID profile = new UUID(buffer.getLong(), buffer.getLong());
    boolean ends = bytes.length > ID + MAC;
    Pass pass = new Pass(profile, ends ? Optional.of(instant(buffer.getLong())) : Optional.empty());
    byte[] mac = Arrays.copyOfRange(bytes, bytes.length - MAC, bytes.length);
    boolean ours = MessageDigest.isEqual(mac(pass), mac) && mint(pass).equals(token);
    return ours ? Optional.of(pass) : Optional.empty();
  }

  private static Instant instant(long second) {
    return Instant.ofEpochSecond(
        Math.max(Instant.MIN.getEpochSecond(), Math.min(second, Instant.MAX.getEpochSecond())));
  }

  private byte[] mac(Pass pass) {
    String what =
        pass.until()
            .map(until -> "confirmed:" + pass.profile() + ":" + until.getEpochSecond())
            .orElse("preferences:" + pass.profile());
    return Arrays.copyOf(seal.mac(what.getBytes(StandardCharsets.UTF_8)), MAC);
  }
}
