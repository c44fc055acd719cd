// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.io.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Derby's own diary, a line at a time, in place of a derby.log in the working directory: where
 * nobody has named a file for it, which the launcher does ({@code log/derby.log} in the home) and
 * tests do not.
 */
public final class DerbyLog extends Writer {
  private static final Logger LOG = LoggerFactory.getLogger("org.apache.derby");

  private final StringBuilder line = new StringBuilder();

  private DerbyLog() {}

  /** Called by Derby, which is told of it by name. */
  public static Writer writer() {
    return new DerbyLog();
  }

  @Override
  public void write(char[] buffer, int offset, int length) {
    synchronized (lock) {
      line.append(buffer, offset, length);
      for (int end = line.indexOf("\n"); end >= 0; end = line.indexOf("\n")) {
        LOG.debug(line.substring(0, end).stripTrailing());
        line.delete(0, end + 1);
      }
    }
  }

  @Override
  public void flush() {
    // whole lines only
  }

  @Override
  public void close() {
    // Derby closes it with its engine
  }
}
