// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections to PostgreSQL. A class of its own, for an embedded database needs none of the
 * driver's.
 */
final class PostgresSource {
  private static final Map<PGProperty, String> USUAL =
      Map.of(
          PGProperty.APPLICATION_NAME, "parley",
          PGProperty.CONNECT_TIMEOUT, "4",
          PGProperty.TCP_KEEP_ALIVE, "true");

  private static final Map<PGProperty, String> HURRY =
      Map.of(
          PGProperty.SOCKET_TIMEOUT,
          "120",
          PGProperty.OPTIONS,
          "-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s");

  private PostgresSource() {}

  /** For work that is quick or has gone wrong. */
  static PGSimpleDataSource hurried(DatabaseSettings settings) {
    Map<PGProperty, String> usual = new EnumMap<>(USUAL);
    usual.putAll(HURRY);
    return of(settings, usual);
  }

  /** For work that takes as long as it takes. */
  static PGSimpleDataSource patient(DatabaseSettings settings) {
    return of(settings, USUAL);
  }

  /**
   * What the URL says counts more. The driver takes from it only what was not set before, so that
   * is left out here.
   */
  private static PGSimpleDataSource of(DatabaseSettings settings, Map<PGProperty, String> usual) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    Properties said = Driver.parseURL(settings.url(), null);
    usual.forEach(
        (property, value) -> {
          if (said == null || !said.containsKey(property.getName())) {
            source.setProperty(property, value);
          }
        });
    source.setUrl(settings.url());
    source.setReWriteBatchedInserts(false); // or nobody learns which row of a batch was inserted
    source.setUser(settings.user());
    source.setPassword(settings.password().reveal());
    return source;
  }
}
