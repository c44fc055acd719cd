// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parley.api.Secret;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresSourceTest {
  private static final String URL = "jdbc:postgresql://db.example:5432/parley";

  @Test
  void setsLimitsOfItsOwn() {
    PGSimpleDataSource source = source(URL);
    assertThat(source.getConnectTimeout()).isEqualTo(4);
    assertThat(source.getApplicationName()).isEqualTo("parley");
    assertThat(source.getProperty(PGProperty.SOCKET_TIMEOUT)).isEqualTo("120");
  }

  @Test
  void believesTheUrlMore() {
    PGSimpleDataSource source =
        source(URL + "?connectTimeout=9&ApplicationName=hub-2&socketTimeout=30&sslmode=require");
    assertThat(source.getConnectTimeout()).isEqualTo(9);
    assertThat(source.getApplicationName()).isEqualTo("hub-2");
    assertThat(source.getProperty(PGProperty.SOCKET_TIMEOUT)).isEqualTo("30");
    assertThat(source.getSslmode()).isEqualTo("require");
    assertThat(source.getServerNames()).containsExactly("db.example");
  }

  /** It would keep from everybody which row of a batch was inserted. */
  @Test
  void neverRewritesBatches() {
    assertThat(source(URL + "?reWriteBatchedInserts=true").getReWriteBatchedInserts()).isFalse();
  }

  private static PGSimpleDataSource source(String url) {
    var settings = new DatabaseSettings(url, "parley", new Secret("s3cret"), 4);
    return PostgresSource.hurried(settings);
  }
}
