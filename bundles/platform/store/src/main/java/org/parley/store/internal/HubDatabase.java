// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.store.StoreDesk;
import org.parley.store.Restore;
import org.parley.store.RestoreMark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of this hub, from its settings on. Needs its configuration to be there, even an
 * empty one: else the default would create a database before the settings have been read.
 */
@Component(
    service = StoreDesk.class,
    immediate = true,
    configurationPid = "org.parley.store",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = StoreSettings.class)
public final class HubDatabase implements StoreDesk {
  private static final Logger LOG = LoggerFactory.getLogger(HubDatabase.class);

  /** The launcher has those below. */
  private static final int DATABASE_LOST = 8;

  private final DatabaseSettings settings;
  private final Database database;
  private final Rooms rooms;

  @Activate
  public HubDatabase(BundleContext context, StoreSettings settings) {
    this.settings = read(context, settings);
    this.settings.folder().ifPresent(Restore::finish);
    this.database = Database.open(this.settings, HubDatabase::end);
    this.rooms = new Rooms(context, database);
    rooms.open();
  }

  /**
   * As by a kill, which loses nothing that was acknowledged; in order it would wait for what no
   * longer answers.
   */
  private static void end(String reason) {
    String said =
        "The database cannot be opened again in this process, which ends with code %d: %s"
            .formatted(DATABASE_LOST, reason);
    LOG.error(said);
    System.err.println(said);
    Runtime.getRuntime().halt(DATABASE_LOST);
  }

  @Deactivate
  void close() {
    rooms.close();
    database.close();
    Engines.stop(settings);
  }

  static DatabaseSettings read(BundleContext context, StoreSettings settings) {
    return read(settings, home(context.getProperty("parley.home")), System.getenv());
  }

  static DatabaseSettings read(StoreSettings settings, Path home, Map<String, String> environment) {
    String url = settings.url().isBlank() ? "jdbc:derby:" + home.resolve("db") : settings.url();
    boolean embedded = Dialect.of(url) == Dialect.DERBY;
    return new DatabaseSettings(
        url.strip(),
        embedded ? "" : settings.user().strip(),
        embedded ? new Secret("") : password(settings, home, environment),
        settings.pool_size());
  }

  private static Secret password(
      StoreSettings settings, Path home, Map<String, String> environment) {
    String given = environment.get("PARLEY_DB_PASSWORD");
    if (given != null) {
      return new Secret(given);
    }
    return settings.password_file().isBlank()
        ? new Secret("")
        : PasswordFile.read(home.resolve("conf").resolve(settings.password_file().strip()));
  }

  private static Path home(@Nullable String home) {
    if (home == null) {
      throw new ParleyException(Fault.SETTINGS, "The property 'parley.home' is not set");
    }
    return Path.of(home).toAbsolutePath();
  }

  @Override
  public DatabaseStatus database() {
    try {
      database.store().read(tx -> tx.sql("VALUES (1)").list(row -> row));
      String trouble = database.trouble();
      State state = trouble.isEmpty() ? State.ONLINE : State.STARTING;
      return new DatabaseStatus(settings.address(), state, trouble);
    } catch (ParleyException e) {
      return new DatabaseStatus(settings.address(), State.STARTING, describe(e));
    }
  }

  private String describe(ParleyException refusal) {
    String trouble = database.trouble();
    return trouble.isEmpty() || trouble.equals(refusal.getMessage())
        ? refusal.getMessage()
        : refusal.getMessage() + ": " + trouble;
  }

  @Override
  public List<RoomStatus> rooms() {
    return rooms.status();
  }

  @Override
  public Optional<Instant> restoredAt() {
    return settings.folder().flatMap(RestoreMark::read);
  }

  @Override
  public Backup backup(Path folder) {
    return database.backup(folder);
  }
}
