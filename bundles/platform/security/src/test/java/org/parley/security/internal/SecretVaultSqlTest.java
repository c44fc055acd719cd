// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.io.TempDir;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "security")
class SecretVaultSqlTest {
  private static final String ONE = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String TWO = "/wECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir Path home;

  @TestTemplate
  void keepsSecretsEncrypted(Store store) {
    var vault = vault(store);
    vault.put("account/1/token", new Secret("s3cret ä"));
    vault.put("account/1/token", new Secret("s3cret ß"));

    assertThat(vault.find("account/1/token")).contains(new Secret("s3cret ß"));
    assertThat(vault.find("account/2/token")).isEmpty();
    assertThat(new String(sealed(store), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("s3cret");
    vault.forget("account/1/token");
    assertThat(vault.find("account/1/token")).isEmpty();
  }

  @TestTemplate
  void keepsTheMasterKeyForItsOwnerOnly(Store store) throws IOException {
    vault(store).put("a", new Secret("b"));

    var mode = Files.getPosixFilePermissions(file());
    assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
    assertThat(vault(store).find("a")).contains(new Secret("b"));
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> vault(store))
        .isInstanceOf(ParleyException.class)
        .hasMessageContaining("only its owner may read it");
  }

  @TestTemplate
  void rotatesTheMasterKey(Store store) throws IOException {
    var vault = vault(store);
    vault.put("a", new Secret("1"));
    vault.put("b", new Secret("2"));
    String before = Files.readString(file());

    assertThat(vault.rotate()).isEqualTo(2);

    assertThat(Files.readAllLines(file())).hasSize(1).doesNotContain(before.strip());
    assertThat(vault(store).find("a")).contains(new Secret("1"));
    assertThat(vault.find("b")).contains(new Secret("2"));
  }

  @TestTemplate
  void staysReadableWhenARotationBreaksOff(Store store) {
    var vault = vault(store);
    vault.put("a", new Secret("1"));
    new MasterKeys(file(), Map.of()).add();

    var afterwards = vault(store);

    assertThat(afterwards.find("a")).contains(new Secret("1"));
    assertThat(afterwards.rotate()).isEqualTo(1);
    assertThat(vault(store).find("a")).contains(new Secret("1"));
  }

  @TestTemplate
  void takesTheMasterKeyFromTheEnvironment(Store store) {
    vault(store, ONE).put("a", new Secret("1"));
    assertThat(Files.exists(file())).isFalse();
    assertThatThrownBy(() -> vault(store, ONE).rotate()).hasMessageContaining("holds one key");

    assertThat(vault(store, TWO + "," + ONE).rotate()).isEqualTo(1);

    assertThat(vault(store, TWO).find("a")).contains(new Secret("1"));
    assertThatThrownBy(() -> vault(store, ONE).find("a")).hasMessageContaining("is not here");
    assertThatThrownBy(() -> vault(store, "c2hvcnQ=")).hasMessageContaining("32 bytes in base64");
    assertThatThrownBy(() -> vault(store, "%%%")).hasMessageContaining("32 bytes in base64");
  }

  @TestTemplate
  void noticesTampering(Store store) {
    var vault = vault(store);
    vault.put("a", new Secret("1"));
    vault.put("b", new Secret("2"));
    store.inTransaction(
        tx -> {
          byte[] of =
              tx.sql("SELECT sealed FROM security_secret WHERE name = 'a'")
                  .first(r -> r.bytes("sealed"))
                  .orElseThrow();
          return tx.sql("UPDATE security_secret SET sealed = :of WHERE name = 'b'")
              .bind("of", of)
              .update();
        });

    assertThatThrownBy(() -> vault.find("b")).hasMessage("Secret 'b' was tampered with");
  }

  private Path file() {
    return home.resolve("keys").resolve("master.key");
  }

  private SecretVault vault(Store store) {
    return new SecretVault(store, new MasterKeys(file(), Map.of()));
  }

  private SecretVault vault(Store store, String key) {
    return new SecretVault(store, new MasterKeys(file(), Map.of("PARLEY_MASTER_KEY", key)));
  }

  private static byte[] sealed(Store store) {
    return store
        .read(tx -> tx.sql("SELECT sealed FROM security_secret").first(r -> r.bytes("sealed")))
        .orElseThrow();
  }
}
