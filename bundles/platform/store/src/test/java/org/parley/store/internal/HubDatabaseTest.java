// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

class HubDatabaseTest {
  private static final String POSTGRES = "jdbc:postgresql://db.example:5432/parley";

  @TempDir Path home;

  @Test
  void keepsDataInHomeUnlessTold() {
    DatabaseSettings settings = HubDatabase.read(new Given("", "parley", "", 16), home, Map.of());
    assertThat(settings.url()).isEqualTo("jdbc:derby:" + home.resolve("db"));
    assertThat(settings.user()).isEmpty();
    assertThat(settings.folder()).contains(home.resolve("db"));
    assertThat(settings.poolSize()).isEqualTo(16);
  }

  @Test
  void takesPasswordFromEnvironmentFirst() {
    DatabaseSettings settings =
        HubDatabase.read(
            new Given(POSTGRES, "hub", "missing", 16),
            home,
            Map.of("PARLEY_DB_PASSWORD", "s3cret"));
    assertThat(settings.password().reveal()).isEqualTo("s3cret");
    assertThat(settings.user()).isEqualTo("hub");
    assertThat(settings.toString()).doesNotContain("s3cret");
  }

  @Test
  void takesPasswordFromFileOfItsOwner() throws IOException {
    write("rw-------");
    DatabaseSettings settings =
        HubDatabase.read(new Given(POSTGRES, "hub", "db.password", 16), home, Map.of());
    assertThat(settings.password().reveal()).isEqualTo("from file");
  }

  @Test
  void refusesPasswordFileThatOthersRead() throws IOException {
    write("rw-r-----");
    assertThatThrownBy(
            () -> HubDatabase.read(new Given(POSTGRES, "hub", "db.password", 16), home, Map.of()))
        .isInstanceOfSatisfying(
            ParleyException.class, e -> assertThat(e.fault()).isEqualTo(Fault.SETTINGS))
        .hasMessageContaining("chmod 600");
  }

  @Test
  void refusesUnknownDatabase() {
    assertThatThrownBy(
            () -> HubDatabase.read(new Given("jdbc:mysql://x/y", "", "", 16), home, Map.of()))
        .hasMessage(
            "Setting 'url' is 'jdbc:mysql://x/y'; only jdbc:derby: and jdbc:postgresql: are known");
  }

  @Test
  void refusesPoolOfOne() {
    assertThatThrownBy(() -> HubDatabase.read(new Given("", "", "", 1), home, Map.of()))
        .hasMessage("Setting 'pool.size' is '1'; the least is 2");
  }

  @Test
  void showsAddressWithoutSecrets() {
    DatabaseSettings settings =
        HubDatabase.read(
            new Given("jdbc:postgresql://u:p@db.example/parley?password=p", "", "", 2),
            home,
            Map.of());
    assertThat(settings.address()).isEqualTo("jdbc:postgresql://db.example/parley");
  }

  private void write(String permissions) throws IOException {
    Files.createDirectories(home.resolve("conf"));
    Path file = Files.writeString(home.resolve("conf/db.password"), "from file\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private record Given(String url, String user, String password_file, int pool_size)
      implements StoreSettings {
    @Override
    public long silence_millis() {
      return 5_000;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return StoreSettings.class;
    }
  }
}
