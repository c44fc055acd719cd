// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.parley.api.Busy;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.accounts.Webhooks.Answer;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.api.connectors.Capability;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.connector.Found;
import org.parley.connector.Hook;
import org.parley.connector.Signature.Sns;
import org.parley.connector.Webhook;
import org.parley.connectors.internal.NotedCalls.Noted;
import org.parley.connectors.internal.Recurring.Turn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes by itself to the address of one account: handshakes are answered, calls verified,
 * understood and put onto the bus; those of a system in a hurry are noted first.
 */
final class Incoming implements Recurring.Errand {
  private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);
  private static final UUID BEFORE_ALL = new UUID(0, 0);
  private static final int LONGEST_REASON = 500;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LineParts parts;
  private final Capability source;
  private final Hook hook;
  private final Intake intake;
  private final NotedCalls noted;
  private final Cursors renewals;
  private final SnsCalls sns;
  private final AtomicInteger asked = new AtomicInteger();

  Incoming(LineParts parts, Map.Entry<Capability, Hook> laid, Intake intake) {
    this.parts = parts;
    this.source = laid.getKey();
    this.hook = laid.getValue();
    this.intake = intake;
    noted = new NotedCalls(parts.account());
    renewals = new Cursors(parts.account(), Renew.NAME);
    sns = new SnsCalls(parts.hub().outside().fetch());
  }

  /** Whether calls are noted before they are understood. */
  boolean notes() {
    return hook.prompt();
  }

  Answer receive(Call call) {
    Optional<Answer> handshake = Handshakes.byAddress(hook.handshake(), call);
    if (handshake.isPresent()) {
      Handshakes.lease(hook.handshake(), call).ifPresent(this::renewWithin);
      return handshake.get();
    }
    if (!call.method().equals("POST")) {
      throw new NotFound("webhook", parts.account());
    }
    var read = new InCall(parts.hook().toString(), call);
    Instant now = parts.hub().clock().instant();
    Optional<String> id = verify(read, now);
    Optional<Answer> question = Handshakes.byBody(hook.handshake(), read);
    if (question.isPresent()) {
      return question.get();
    }
    if (!(hook.signature() instanceof Sns && sns.confirm(read))) {
      take(call, id, now);
    }
    return Answer.HEARD;
  }

  private Optional<String> verify(InCall call, Instant now) {
    return hook.signature() instanceof Sns topic
        ? Optional.of(sns.verify(topic, call, now))
        : Signatures.verify(hook.signature(), call, now);
  }

  private void take(Call call, Optional<String> id, Instant now) {
    var webhook = new Webhook(call.headers(), Utf8.decode(call.body()), now);
    if (hook.prompt()) {
      store().inTransaction(transaction -> note(transaction, call, id, now));
      return;
    }
    List<Found> last = intake.takeMost(store(), transaction -> {}, finds(webhook));
    store()
        .inTransaction(
            transaction -> {
              if (isFresh(transaction, id, now)) {
                intake.take(transaction, last);
              }
              return last;
            });
  }

  private boolean note(Transaction transaction, Call call, Optional<String> id, Instant now) {
    boolean fresh = isFresh(transaction, id, now);
    if (fresh) {
      noted.note(transaction, call, hook.headers(), now);
      transaction.afterCommit(this::understandSoon);
    }
    return fresh;
  }

  private boolean isFresh(Transaction transaction, Optional<String> id, Instant now) {
    return id.map(known -> intake.notSeen(transaction, "webhook:" + known, now)).orElse(true);
  }

  private List<Found> finds(Webhook webhook) {
    return Line.finds(parts.calls().understand(Step.webhook(source), webhook, List.class));
  }

  /** The system stops earlier than it was asked to. */
  private void renewWithin(Duration lease) {
    Instant now = parts.hub().clock().instant();
    var told = new ToldLease(now, now.plus(lease));
    store()
        .inTransaction(
            transaction -> {
              told.note(transaction, parts.account());
              renewals.dueBy(transaction, told.next());
              return told;
            });
  }

  @Override
  public String name() {
    return "CALLS";
  }

  /** What a hub had answered that is gone is understood after that. */
  @Override
  public Duration pace() {
    return MINUTE;
  }

  @Override
  public Toll toll() {
    return Toll.NONE;
  }

  @Override
  public void run(Turn turn) {
    understandOnce();
  }

  private void understandSoon() {
    try {
      parts.hub().threads().execute(this::understandOnce);
    } catch (RejectedExecutionException e) {
      LOG.debug("The hub is stopping; another understands what was noted", e);
    }
  }

  /** One round at a time; what is noted during one has another. */
  private void understandOnce() {
    if (asked.getAndIncrement() > 0) {
      return;
    }
    int seen;
    do {
      seen = asked.get();
      Caught.by(this::understandAll)
          .ifPresent(
              failure ->
                  LOG.debug("Calls for '{}' are understood later", parts.account(), failure));
    } while (!asked.compareAndSet(seen, 0));
  }

  private void understandAll() {
    UUID last = BEFORE_ALL;
    for (List<Noted> some = next(last); !some.isEmpty(); some = next(last)) {
      some.forEach(this::understand);
      last = some.get(some.size() - 1).id();
    }
  }

  private List<Noted> next(UUID last) {
    Instant now = parts.hub().clock().instant();
    return store().read(transaction -> noted.after(transaction, last, now));
  }

  /** Whatever is wrong with one, the others are understood. */
  private void understand(Noted call) {
    Caught.by(() -> take(call)).ifPresent(failure -> setAside(call, failure));
  }

  private void take(Noted call) {
    intake.takeAll(
        store(),
        transaction -> {},
        finds(call.webhook()),
        transaction -> noted.forget(transaction, call.id()));
  }

  /** Where the hub has no place for more at this moment, it has none for the others either. */
  private void setAside(Noted call, Throwable failure) {
    if (failure instanceof Busy crowded) {
      throw crowded;
    }
    Instant now = parts.hub().clock().instant();
    String reason = plain(String.valueOf(failure.getMessage()));
    boolean again =
        store()
            .<Boolean>inTransaction(
                transaction -> {
                  if (failure instanceof InvalidInput) {
                    noted.park(transaction, call, reason, now);
                    return false;
                  }
                  return noted.setAside(transaction, call, reason, now);
                });
    if (again) {
      LOG.debug("Call '{}' for '{}' is understood later", call.id(), parts.account(), failure);
    } else {
      LOG.warn("Call '{}' for '{}' is not understood", call.id(), parts.account(), failure);
    }
  }

  /** It may quote what a stranger sent: no database takes all of that as text. */
  private static String plain(String reason) {
    String readable = reason.replaceAll("\\p{Cntrl}+", " ");
    return readable.substring(0, Math.min(readable.length(), LONGEST_REASON));
  }

  private Store store() {
    return parts.hub().store();
  }
}
