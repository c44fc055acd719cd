// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.io.TempDir;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.Secret;
import org.parley.api.security.ActionTaken;
import org.parley.api.security.Role;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "security")
class FirstRunSqlTest {
  private Office office;

  @BeforeEach
  void open(Store store) {
    office = new Office(store);
  }

  @TestTemplate
  void printsAGeneratedPasswordOnce() {
    String printed = run(Map.of());
    String password = password(printed);

    assertThat(printed).startsWith("Sign in as 'admin' with password '");
    assertThat(office.signIn.signIn("admin", new Secret(password), "127.0.0.1").caller().roles())
        .containsExactly(Role.ADMINISTRATOR);
    assertThat(run(Map.of())).isEmpty();
    assertThat(office.bus.data(ActionTaken.class).toString()).doesNotContain(password);
  }

  @TestTemplate
  void keepsAGeneratedPasswordOutOfTheJournal(@TempDir Path run) throws IOException {
    var bytes = new ByteArrayOutputStream();
    office.firstRun().prepare(Map.of(), new PrintStream(bytes, true, UTF_8), run);
    Path file = run.resolve("first-password");
    String password = Files.readString(file).strip();

    assertThat(bytes.toString(UTF_8)).contains(file.toString()).doesNotContain(password);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(office.signIn.signIn("admin", new Secret(password), "::1")).isNotNull();
  }

  @TestTemplate
  void takesPasswordAndKeyFromTheEnvironmentAndPrintsNeither() {
    String printed = run(Map.of("PARLEY_ADMIN_PASSWORD", "of the env", "PARLEY_API_KEY", "k-123"));

    assertThat(printed).contains("PARLEY_ADMIN_PASSWORD", "PARLEY_API_KEY");
    assertThat(printed).doesNotContain("of the env", "k-123");
    assertThat(office.signIn.signIn("admin", new Secret("of the env"), "::1")).isNotNull();
    assertThat(office.keys.authenticate(new Secret("k-123")).orElseThrow().roles())
        .containsExactly(Role.ADMINISTRATOR);
  }

  @TestTemplate
  void changesNothingLater() {
    run(Map.of("PARLEY_ADMIN_PASSWORD", "of the env"));
    run(Map.of("PARLEY_ADMIN_PASSWORD", "another", "PARLEY_API_KEY", "k-123"));

    assertThat(office.signIn.signIn("admin", new Secret("of the env"), "::1")).isNotNull();
    assertThat(office.keys.authenticate(new Secret("k-123"))).isEmpty();
  }

  @TestTemplate
  void goesOnAfterAKillBeforeAnythingWasPrinted() {
    var environment = Map.of("PARLEY_API_KEY", "k-123");
    assertThatThrownBy(() -> office.firstRun().prepare(environment, killed(), null))
        .hasMessage("killed");
    String printed = run(environment);

    assertThat(office.signIn.signIn("admin", new Secret(password(printed)), "::1")).isNotNull();
    assertThat(office.keys.authenticate(new Secret("k-123"))).isPresent();
    assertThat(run(environment)).isEmpty();
    assertThat(office.bus.data(ActionTaken.class))
        .extracting(ActionTaken::action)
        .containsOnlyOnce("user.created", "key.made");
  }

  @TestTemplate
  void hasTheKeyThoughItWasKilledBeforeAnythingWasPrinted() {
    var environment = Map.of("PARLEY_ADMIN_PASSWORD", "of the env", "PARLEY_API_KEY", "k-123");
    assertThatThrownBy(() -> office.firstRun().prepare(environment, killed(), null))
        .hasMessage("killed");

    assertThat(run(environment)).isEmpty();
    assertThat(office.keys.authenticate(new Secret("k-123"))).isPresent();
    assertThat(office.signIn.signIn("admin", new Secret("of the env"), "::1")).isNotNull();
  }

  @TestTemplate
  void showsAPasswordAgainThatCouldNotBePrinted() {
    office.firstRun().prepare(Map.of(), new PrintStream(new FullDisk(), true, UTF_8), null);

    assertThat(run(Map.of())).startsWith("Sign in as 'admin' with password '");
    assertThat(run(Map.of())).isEmpty();
  }

  @TestTemplate
  void leavesAPasswordAloneThatWasSetMeanwhile() {
    assertThatThrownBy(() -> office.firstRun().prepare(Map.of(), killed(), null))
        .hasMessage("killed");
    String printed = new ResetPassword(office.store, office.users).run(List.of());

    assertThat(run(Map.of())).isEmpty();
    String password = printed.replaceAll(".*is now '([^']+)'", "$1");
    assertThat(office.signIn.signIn("admin", new Secret(password), "::1")).isNotNull();
  }

  @TestTemplate
  void resetsALostPasswordOnTheMachine() {
    run(Map.of());
    var reset = new ResetPassword(office.store, office.users);
    String printed = reset.run(List.of());
    String password = printed.replaceAll(".*is now '([^']+)'", "$1");

    assertThat(office.signIn.signIn("admin", new Secret(password), "::1")).isNotNull();
    assertThatThrownBy(() -> reset.run(List.of("nobody"))).isInstanceOf(NotFound.class);
  }

  @TestTemplate
  void makesKeysOnTheMachine() {
    var make = new MakeKey(office.keys);

    assertThat(office.keys.authenticate(new Secret(make.run(List.of("crm", "integrator")))))
        .hasValueSatisfying(caller -> assertThat(caller.roles()).containsExactly(Role.INTEGRATOR));
    assertThat(office.keys.authenticate(new Secret(make.run(List.of())))).isPresent();
    assertThatThrownBy(() -> make.run(List.of("crm", "king"))).isInstanceOf(InvalidInput.class);
  }

  @TestTemplate
  void keepsWhatWasDone(Store store) {
    run(Map.of());
    office.clock.advance(Duration.ofMillis(1));
    new MakeKey(office.keys).run(List.of());
    var keep = new KeepAudit();
    for (var record : office.bus.records()) {
      store.inTransaction(
          tx -> {
            keep.read(tx, record);
            keep.read(tx, record);
            return record;
          });
    }

    var page = office.audit.list(PageRequest.first(1));
    assertThat(page.items()).extracting(ActionTaken::action).containsExactly("key.made");
    assertThat(office.audit.list(new PageRequest(5, page.next())).items())
        .extracting(ActionTaken::action)
        .containsExactly("user.created");
  }

  private String run(Map<String, String> environment) {
    var bytes = new ByteArrayOutputStream();
    office.firstRun().prepare(environment, new PrintStream(bytes, true, UTF_8), null);
    return bytes.toString(UTF_8);
  }

  private static String password(String printed) {
    return printed.replaceAll("(?s).*password '([^']+)'.*", "$1");
  }

  /** The process ends where it would print. */
  private static PrintStream killed() {
    return new PrintStream(new ByteArrayOutputStream(), true, UTF_8) {
      @Override
      public void println(@Nullable String line) {
        throw new IllegalStateException("killed");
      }
    };
  }

  private static final class FullDisk extends OutputStream {
    @Override
    public void write(int octet) throws IOException {
      throw new IOException("No space left on device");
    }
  }
}
