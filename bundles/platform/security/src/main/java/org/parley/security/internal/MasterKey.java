// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.parley.api.Secret;

/** One master key: AES-256 in GCM, a fresh nonce each time, bound to the secret's name. */
final class MasterKey {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int ID_LENGTH = 16;

  private final SecureRandom random = new SecureRandom();
  private final byte[] bytes;

  MasterKey(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** Tells keys apart and tells nothing of the key. */
  String id() {
    return Tokens.hash("parley master key " + text()).substring(0, ID_LENGTH);
  }

  String text() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  byte[] seal(String name, Secret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(secret.reveal().getBytes(UTF_8));
      return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws GeneralSecurityException when it was sealed otherwise or tampered with
   */
  Secret open(String name, byte[] sealed) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE_BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(sealed).get(nonce);
    byte[] text = new byte[buffer.remaining()];
    buffer.get(text);
    return new Secret(new String(cipher(Cipher.DECRYPT_MODE, name, nonce).doFinal(text), UTF_8));
  }

  private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(bytes, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(UTF_8));
    return cipher;
  }
}
