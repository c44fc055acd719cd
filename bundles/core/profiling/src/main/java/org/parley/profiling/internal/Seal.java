// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Secret;
import org.parley.api.security.Vault;

/** Seals texts with a key that only this hub's vault knows. */
@Component(service = Seal.class)
public final class Seal {
  private static final String NAME = "profiling/seal";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  private final SecretKeySpec key;

  /** Makes the key when the vault has none yet. */
  @Activate
  public Seal(@Reference Vault vault) {
    if (vault.find(NAME).isEmpty()) {
      byte[] fresh = new byte[BYTES];
      new SecureRandom().nextBytes(fresh);
      vault.put(NAME, new Secret(Base64.getEncoder().encodeToString(fresh)));
    }
    Secret secret = vault.find(NAME).orElseThrow();
    this.key = new SecretKeySpec(Base64.getDecoder().decode(secret.reveal()), ALGORITHM);
  }

  /** The seal over a text, 64 hexadecimal digits. */
  String over(byte[] text) {
    return HexFormat.of().formatHex(mac(text));
  }

  byte[] mac(byte[] text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
