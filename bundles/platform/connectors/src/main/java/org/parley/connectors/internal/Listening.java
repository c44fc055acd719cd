// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.parley.api.Busy;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.connectors.Capability;
import org.parley.api.store.Lease;
import org.parley.api.store.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a route that listens by itself run on the one hub that holds the lease on that. */
final class Listening {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

  private final String route;
  private final LineParts parts;
  private final ConnectorContext context;
  private final Lease lease;
  private final AtomicBoolean looking = new AtomicBoolean();
  private @Nullable ScheduledFuture<?> looks;
  private boolean closed;
  private boolean listening;

  Listening(Capability source, LineParts parts, ConnectorContext context) {
    this.route = Step.listen(source).routeId(parts.connector().id(), parts.account());
    this.parts = parts;
    this.context = context;
    lease = parts.hub().leases().of("connectors.listen." + parts.account() + "." + source);
  }

  synchronized void start() {
    looks = parts.hub().clockwork().scheduleWithFixedDelay(this::lookSoon, 0, 1, TimeUnit.SECONDS);
  }

  private void lookSoon() {
    try {
      if (looking.compareAndSet(false, true)) {
        parts.hub().threads().execute(this::lookOnce);
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("The hub is stopping", e);
    }
  }

  /** However long a start takes, the clockwork does not wait for it. */
  private void lookOnce() {
    try {
      look();
    } finally {
      looking.set(false);
    }
  }

  private synchronized void look() {
    boolean held = !closed && isHeld();
    if (held == listening) {
      return;
    }
    try {
      if (held) {
        context.startRoute(route);
      } else {
        context.stopRoute(route);
      }
      listening = held;
    } catch (Busy e) {
      LOG.debug("Route '{}' is seen to later", route, e);
    } catch (RuntimeException e) {
      String message = "It cannot listen: " + e.getMessage();
      parts
          .condition()
          .failed(new CallFailed(new ParleyException(Fault.REMOTE, message, e), false));
    }
  }

  private boolean isHeld() {
    try {
      return lease.hold();
    } catch (ParleyException e) {
      LOG.debug("Nothing can be taken in without the database", e);
      return false;
    }
  }

  /** Refuses what was heard by a hub that may listen no more. */
  void check(Transaction transaction) {
    lease.check(transaction);
  }

  /** Another hub may listen at once. */
  synchronized void stop() {
    closed = true;
    if (looks != null) {
      looks.cancel(false);
    }
    look();
    lease.give();
  }
}
