// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.security.Vault;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Secrets in the database, each encrypted under the master key that its row names. */
@Component
public final class SecretVault implements Vault {
  private static final String SELECT = "SELECT name, master, sealed FROM security_secret ";
  private static final String INSERT =
      """
      INSERT INTO security_secret (name, master, sealed, changed_at)
      VALUES (:name, :master, :sealed, :now)
      """;
  private static final String UPDATE =
      """
      UPDATE security_secret SET master = :master, sealed = :sealed, changed_at = :now
      WHERE name = :name
      """;
  private static final int LONGEST_NAME = 200;

  private final Store store;
  private final MasterKeys keys;
  private final InstantSource clock = InstantSource.system();

  private record Sealed(String name, String master, byte[] bytes) {}

  @Activate
  public SecretVault(BundleContext bundle, @Reference(target = Room.STORE) Store store) {
    this(
        store,
        new MasterKeys(
            Path.of(bundle.getProperty("parley.home"), "keys", "master.key"), System.getenv()));
  }

  SecretVault(Store store, MasterKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  @Override
  public Optional<Secret> find(String name) {
    return store
        .read(
            tx ->
                tx.sql(SELECT + "WHERE name = :name").bind("name", name).first(SecretVault::sealed))
        .map(this::open);
  }

  @Override
  public void put(String name, Secret secret) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new InvalidInput("name", "'%s' is no name for a secret".formatted(name));
    }
    MasterKey key = keys.present();
    Sealed sealed = new Sealed(name, key.id(), key.seal(name, secret));
    store.inTransaction(
        tx -> {
          if (!write(tx, INSERT, sealed).insertIfAbsent()) {
            write(tx, UPDATE, sealed).update();
          }
          return name;
        });
  }

  @Override
  public void forget(String name) {
    store.inTransaction(
        tx -> tx.sql("DELETE FROM security_secret WHERE name = :name").bind("name", name).update());
  }

  /** Secrets stay readable at any point: the old key goes only when nothing is left under it. */
  @Override
  public int rotate() {
    keys.present();
    keys.add();
    MasterKey key = keys.present();
    int count =
        store.inTransaction(
            tx -> {
              List<Sealed> all = tx.sql(SELECT + "ORDER BY name").list(SecretVault::sealed);
              for (Sealed old : all) {
                byte[] bytes = key.seal(old.name(), open(old));
                write(tx, UPDATE, new Sealed(old.name(), key.id(), bytes)).update();
              }
              return all.size();
            });
    keys.dropOld();
    return count;
  }

  private Statement write(Transaction tx, String sql, Sealed sealed) {
    return tx.sql(sql)
        .bind("name", sealed.name())
        .bind("master", sealed.master())
        .bind("sealed", sealed.bytes())
        .bind("now", clock.instant());
  }

  private Secret open(Sealed sealed) {
    MasterKey key =
        keys.find(sealed.master())
            .orElseThrow(
                () ->
                    new ParleyException(
                        Fault.SETTINGS,
                        "Secret '%s' is encrypted under master key '%s', which is not here"
                            .formatted(sealed.name(), sealed.master())));
    try {
      return key.open(sealed.name(), sealed.bytes());
    } catch (GeneralSecurityException e) {
      throw new ParleyException(
          Fault.SETTINGS, "Secret '%s' was tampered with".formatted(sealed.name()), e);
    }
  }

  private static Sealed sealed(Row row) {
    return new Sealed(row.text("name"), row.text("master"), row.bytes("sealed"));
  }
}
