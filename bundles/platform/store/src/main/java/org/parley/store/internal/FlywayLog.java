// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps all that Flyway says for those who look for it; what matters the store says itself. */
public final class FlywayLog implements LogCreator {
  @Override
  public Log createLogger(Class<?> speaker) {
    return new Quiet(LoggerFactory.getLogger(speaker));
  }

  private record Quiet(Logger logger) implements Log {
    @Override
    public boolean isDebugEnabled() {
      return logger.isTraceEnabled();
    }

    @Override
    public void debug(String message) {
      logger.trace(message);
    }

    @Override
    public void info(String message) {
      logger.debug(message);
    }

    @Override
    public void warn(String message) {
      logger.debug(message);
    }

    @Override
    public void error(String message) {
      logger.debug(message);
    }

    @Override
    public void error(String message, Exception e) {
      logger.debug(message, e);
    }

    @Override
    public void notice(String message) {
      logger.debug(message);
    }
  }
}
