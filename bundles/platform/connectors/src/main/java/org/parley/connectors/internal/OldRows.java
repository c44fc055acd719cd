// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.parley.api.store.Lease;
import org.parley.api.store.Transaction;
import org.parley.connectors.internal.BudgetRows.Books;
import org.parley.connectors.internal.BudgetRows.Kept;
import org.parley.connectors.internal.BudgetRows.Wanted;
import org.parley.connectors.internal.WindowUse.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes once a day what nobody asks about any longer: some in a transaction, with rests as long
 * as that took, on one hub.
 */
final class OldRows {
  /**
   * So long before the last that an account was told. Systems repeat a call for a month at most;
   * what stands in a list is told again and again and stays young by that, and a list that is read
   * only when it has changed ages with its account. A year and a month lets even what comes once a
   * year be known.
   */
  static final Duration SEEN = Duration.ofDays(400);

  /** So long people may look at calls that were not understood. */
  static final Duration PARKED = Duration.ofDays(30);

  private static final Logger LOG = LoggerFactory.getLogger(OldRows.class);
  private static final Duration DAILY = Duration.ofDays(1);
  private static final int AT_ONCE = 200;

  private static final String TOLD_LAST =
      """
      SELECT account, MAX(seen_at) AS last_at FROM connectors_seen WHERE seen_at <= :now GROUP BY account
      """;

  private static final String SEEN_BEFORE =
      """
      SELECT find FROM connectors_seen WHERE account = :account AND seen_at < :before
      FETCH FIRST 200 ROWS ONLY
      """;

  private static final String FORGET =
      """
      DELETE FROM connectors_seen WHERE account = :account AND seen_at < :before AND find IN (<finds>)
      """;

  private static final String BUDGETS =
      """
      SELECT scope FROM connectors_budget WHERE scope > :after ORDER BY scope FETCH FIRST 200 ROWS ONLY
      """;

  private static final String BUDGETS_OF_NOBODY =
      """
      DELETE FROM connectors_budget WHERE account IS NOT NULL
      AND account NOT IN (SELECT id FROM connectors_account)
      """;

  private final Hub hub;
  private final Lease lease;
  private Instant next = Instant.MIN;

  /** After which of them to go on. */
  private String lastBook = "";

  OldRows(Hub hub) {
    this.hub = hub;
    lease = hub.leases().of("connectors.upkeep");
  }

  /** What lies further away than a day was written by a clock that has jumped since. */
  synchronized void sweepIfDue() {
    Instant now = hub.clock().instant();
    boolean due = !now.isBefore(next) || now.plus(DAILY).isBefore(next);
    if (due && lease.hold()) {
      next = now.plus(DAILY);
      sweep(now);
    }
  }

  private void sweep(Instant now) {
    List<Told> last =
        hub.store()
            .read(
                transaction ->
                    transaction
                        .sql(TOLD_LAST)
                        .bind("now", now)
                        .list(row -> new Told(row.id("account"), row.instant("last_at"))));
    last.forEach(told -> byAndBy(() -> forgetSeen(told.account(), told.last().minus(SEEN))));
    byAndBy(() -> forgetParked(now.minus(PARKED)));
    lastBook = "";
    byAndBy(this::closeBooks);
  }

  /** Until a step finds less than it could do. */
  private void byAndBy(Supplier<Integer> step) {
    int done;
    do {
      long begun = System.nanoTime();
      done = step.get();
      LockSupport.parkNanos(System.nanoTime() - begun);
    } while (done == AT_ONCE);
  }

  /** What was told is lost with them; the account has said so all that time. */
  private int forgetParked(Instant before) {
    List<UUID> gone =
        hub.store().inTransaction(transaction -> NotedCalls.forgetParked(transaction, before));
    gone.stream()
        .collect(Collectors.groupingBy(account -> account, Collectors.counting()))
        .forEach(
            (account, calls) ->
                LOG.warn(
                    "{} calls for account '{}' that nobody has understood in {} days are deleted",
                    calls,
                    account,
                    PARKED.toDays()));
    return gone.size();
  }

  private int forgetSeen(UUID account, Instant before) {
    return hub.store()
        .<Integer>inTransaction(
            transaction -> {
              List<UUID> finds =
                  transaction
                      .sql(SEEN_BEFORE)
                      .bind("account", account)
                      .bind("before", before)
                      .list(row -> row.id("find"));
              if (!finds.isEmpty()) {
                transaction
                    .sql(FORGET)
                    .bind("account", account)
                    .bind("before", before)
                    .bindList("finds", finds)
                    .update();
              }
              return finds.size();
            });
  }

  /** Books in which nothing stands are no other than none; limits may have changed, too. */
  private int closeBooks() {
    List<String> scopes =
        hub.store().inTransaction(transaction -> closeBooks(transaction, lastBook));
    scopes.forEach(scope -> lastBook = scope);
    return scopes.size();
  }

  private static List<String> closeBooks(Transaction transaction, String after) {
    if (after.isEmpty()) {
      transaction.sql(BUDGETS_OF_NOBODY).update();
    }
    List<String> scopes =
        transaction.sql(BUDGETS).bind("after", after).list(row -> row.text("scope"));
    Books books =
        BudgetRows.lockAll(
            transaction,
            scopes.stream().map(scope -> new Wanted(scope, false, Optional.empty())).toList());
    books.rows().forEach((scope, row) -> closeBook(transaction, scope, row, books));
    return scopes;
  }

  /** Where a person has set a cap it stays. */
  private static void closeBook(Transaction transaction, String scope, Kept row, Books books) {
    if (row.cap().isPresent()) {
      return;
    }
    var use = new WindowUse(frame(scope), row.state());
    if (use.isUnused(books.living(), books.now())) {
      BudgetRows.delete(transaction, scope);
    } else {
      BudgetRows.write(transaction, scope, use.state());
    }
  }

  private static Frame frame(String scope) {
    String[] parts = scope.split("/");
    int end = parts.length;
    return parts[end - 1].equals(Toll.MONEY)
        ? Frame.monthly(Long.MAX_VALUE / 4)
        : Frame.of(
            Long.parseLong(parts[end - 2]), Duration.ofMillis(Long.parseLong(parts[end - 1])));
  }

  private record Told(UUID account, Instant last) {}
}
