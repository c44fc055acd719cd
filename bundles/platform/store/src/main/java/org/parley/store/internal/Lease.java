// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection in use, of one era of an embedded database. Given back without a commit, it is
 * rolled back by the pool.
 */
record Lease(Connection connection, int era) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

  /** Cannot fail: a connection that breaks here is dropped, and what was committed stands. */
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("A connection broke while it was given back", e);
    }
  }
}
