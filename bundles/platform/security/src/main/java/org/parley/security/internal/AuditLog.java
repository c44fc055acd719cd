// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Ids;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.security.ActionTaken;
import org.parley.api.security.Audit;
import org.parley.api.security.Caller;
import org.parley.api.security.Witness;
import org.parley.api.store.Row;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Writes entries to the bus and reads what {@link KeepAudit} has kept of them. */
@Component(service = {Audit.class, Witness.class})
public final class AuditLog implements Audit, Witness {
  private static final String PAGE =
      """
      SELECT id, actor, kind, name, action, subject, detail, done_at
      FROM security_audit
      WHERE id < :below ORDER BY id DESC FETCH FIRST :limit ROWS ONLY
      """;

  private static final int LONGEST_SUBJECT = 300;
  private static final int LONGEST_DETAIL = 1000;

  /** Whether the deed that this thread is carrying out was noted by its room. */
  private final ThreadLocal<@Nullable AtomicBoolean> noted = new ThreadLocal<>();

  private final Store store;
  private final Bus bus;
  private final InstantSource clock;

  @Activate
  public AuditLog(@Reference(target = Room.STORE) Store store, @Reference Bus bus) {
    this(store, bus, InstantSource.system());
  }

  AuditLog(Store store, Bus bus, InstantSource clock) {
    this.store = store;
    this.bus = bus;
    this.clock = clock;
  }

  @Override
  public void note(
      Transaction transaction, Caller by, String action, String subject, String detail) {
    Instant now = clock.instant();
    var entry =
        new ActionTaken(
            Ids.next(now),
            by.id(),
            by.kind(),
            by.name(),
            action,
            cut(subject, LONGEST_SUBJECT),
            cut(detail, LONGEST_DETAIL),
            now);
    String actor = by.id().toString();
    bus.append(
        transaction,
        List.of(
            new BusRecord(
                entry.id(), Room.SOURCE, entry.subject(), now, actor, Optional.empty(), entry)));
    AtomicBoolean deed = noted.get();
    if (deed != null) {
      deed.set(true);
    }
  }

  @Override
  public <T> T within(Caller by, Supplier<T> work, Function<? super T, Deed> deed) {
    return store.asOne(
        tx ->
            seen(
                work,
                (result, known) -> {
                  if (!known) {
                    note(tx, by, deed.apply(result));
                  }
                }));
  }

  @Override
  public <T> T beyond(Caller by, Supplier<T> work, Function<? super T, Deed> deed) {
    return seen(
        work,
        (result, known) -> {
          if (!known) {
            store.inTransaction(tx -> note(tx, by, deed.apply(result)));
          }
        });
  }

  /**
   * @param then is told the result, and whether the room has noted it
   */
  private <T> T seen(Supplier<T> work, BiConsumer<T, Boolean> then) {
    AtomicBoolean known = new AtomicBoolean();
    noted.set(known);
    try {
      T result = work.get();
      then.accept(result, known.get());
      return result;
    } finally {
      noted.remove();
    }
  }

  private Deed note(Transaction transaction, Caller by, Deed deed) {
    note(transaction, by, deed.action(), deed.subject(), deed.detail());
    return deed;
  }

  @Override
  public Paged<ActionTaken> list(PageRequest page) {
    UUID below = page.below();
    return store.read(
        tx ->
            Paged.of(
                tx.sql(PAGE)
                    .bind("below", below)
                    .bind("limit", page.limit() + 1)
                    .list(AuditLog::entry),
                page,
                entry -> entry.id().toString()));
  }

  private static ActionTaken entry(Row row) {
    return new ActionTaken(
        row.id("id"),
        row.id("actor"),
        row.constant("kind", Caller.Kind.class),
        row.text("name"),
        row.text("action"),
        row.text("subject"),
        row.text("detail"),
        row.instant("done_at"));
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
