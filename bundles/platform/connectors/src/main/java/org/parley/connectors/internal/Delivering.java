// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.Violation;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.OutwardReader.Delivery;
import org.parley.api.connectors.Repeat;
import org.parley.connector.Outcome;
import org.parley.connector.Outcome.Delivered;
import org.parley.connector.Outgoing;
import org.parley.connector.Standing;
import org.parley.connectors.internal.Sink.Parcel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over what the records of one sink ask for, and never hands over twice what its system can
 * tell apart. Whatever it throws, the bus alone tries again.
 */
final class Delivering {
  private static final Logger LOG = LoggerFactory.getLogger(Delivering.class);
  private static final Duration SHORTLY = Duration.ofSeconds(1);

  private final Sink sink;
  private final UUID account;
  private final Calls calls;
  private final LaidRoutes routes;
  private final Supplier<RulesOfNetwork> rules;
  private final Journal journal;
  private final Repetition repetition;
  private final Clock clock;

  /**
   * @param rules those of the account as they are now
   */
  Delivering(
      Sink sink,
      UUID account,
      Calls calls,
      LaidRoutes routes,
      Supplier<RulesOfNetwork> rules,
      Journal journal,
      Repetition repetition,
      Clock clock) {
    this.sink = sink;
    this.account = account;
    this.calls = calls;
    this.routes = routes;
    this.rules = rules;
    this.journal = journal;
    this.repetition = repetition;
    this.clock = clock;
  }

  /**
   * Hands it over, unless that has been done or must not be.
   *
   * @return whether the system was asked
   */
  boolean deliver(Parcel parcel, Delivery delivery) {
    BusRecord record = delivery.record();
    Optional<Attempt> last = journal.find(parcel, record);
    if (last.isPresent() && !last.get().account().equals(account)) {
      return false;
    }
    Instant now = clock.instant();
    return switch (repetition.decide(last, record.id(), delivery.replayed(), now)) {
      case NOTHING -> false;
      case TRY -> handOver(parcel, record, last);
      case READ_BACK -> readBack(parcel, record, last);
      case WAIT -> throw unsettled(repetition.settling(last.orElseThrow(), now));
      case ASK_PERSON -> throw unclear(parcel, record, last.orElseThrow().at());
    };
  }

  private boolean readBack(Parcel parcel, BusRecord record, Optional<Attempt> last) {
    try {
      var outgoing = outgoing(parcel, prepared(last));
      Optional<?> found = calls.call(Step.readBack(sink.capability()), outgoing, Optional.class);
      if (found.isPresent() && found.get() instanceof Delivered there) {
        journal.delivered(parcel, record, there);
        return true;
      }
    } catch (CallFailed e) {
      throw e.failure();
    }
    journal.open(parcel, record, "Read back and not there");
    handOver(parcel, record, last.map(Attempt::open));
    return true;
  }

  private boolean handOver(Parcel parcel, BusRecord record, Optional<Attempt> last) {
    List<Violation> refused = sink.check(parcel, rules.get(), clock.instant());
    if (!refused.isEmpty()) {
      reject(parcel, record, new InvalidInput(refused));
      return false;
    }
    Optional<String> objection = sink.objection(parcel);
    if (objection.isPresent()) {
      reject(parcel, record, new ParleyException(Fault.INPUT, objection.get()));
      return false;
    }
    try {
      Outgoing<Object> unprepared = outgoing(parcel, prepared(last));
      Map<String, String> prepared = prepare(parcel, record, unprepared);
      if (!repeat().equals(Repeat.keyed()) && !keyIsOut(last)) {
        journal.trying(parcel, record);
      }
      var outgoing = new Outgoing<>(parcel.key(), parcel.content(), unprepared.on(), prepared);
      settle(
          parcel, record, last, calls.call(Step.sink(sink.capability()), outgoing, Outcome.class));
    } catch (CallFailed e) {
      settle(parcel, record, last, e);
    }
    return true;
  }

  /**
   * Whether the system may hold it under a key that it forgets in time: that runs from the first
   * attempt, and what becomes of the next one says nothing of that.
   */
  private boolean keyIsOut(Optional<Attempt> last) {
    return repeat() instanceof Repeat.Keyed
        && last.filter(attempt -> attempt.state() == Attempt.State.TRYING).isPresent();
  }

  /** With what stands there and it is done to. */
  private Outgoing<Object> outgoing(Parcel parcel, Map<String, String> prepared) throws CallFailed {
    Optional<Standing> on = parcel.standing();
    if (parcel.post().isPresent()) {
      on = Optional.of(journal.standing(parcel.post().get()));
    }
    return new Outgoing<>(parcel.key(), parcel.content(), on, prepared);
  }

  private Map<String, String> prepare(Parcel parcel, BusRecord record, Outgoing<Object> outgoing)
      throws CallFailed {
    Step step = Step.prepare(sink.capability());
    Map<String, String> before = outgoing.prepared();
    if (!routes.has(step) || !before.isEmpty()) {
      return before;
    }
    try {
      Map<String, String> texts = texts(calls.call(step, outgoing, Map.class));
      journal.prepared(parcel, record, texts);
      return texts;
    } catch (CallFailed e) {
      throw new CallFailed(e.failure(), false);
    }
  }

  private void settle(Parcel parcel, BusRecord record, Optional<Attempt> last, Outcome outcome) {
    if (outcome instanceof Delivered delivered) {
      journal.delivered(parcel, record, delivered);
    } else if (outcome instanceof Outcome.Rejected rejected) {
      reject(parcel, record, new ParleyException(Fault.INPUT, rejected.reason()));
    } else if (outcome instanceof Outcome.Postponed postponed) {
      var wait = ParleyException.retryAfter(postponed.pause(), postponed.reason());
      throw keyIsOut(last) ? wait : notDone(parcel, record, wait);
    } else if (outcome instanceof Outcome.Unknown unknown) {
      throw unknown(parcel, record, new ParleyException(Fault.REMOTE, unknown.reason()));
    }
  }

  private void settle(Parcel parcel, BusRecord record, Optional<Attempt> last, CallFailed failed) {
    if (failed.isUnclear() && !isRefused(failed)) {
      throw unknown(parcel, record, failed.failure());
    }
    if (failed.failure().fault() == Fault.INPUT) {
      reject(parcel, record, failed.failure());
      return;
    }
    throw keyIsOut(last) ? failed.failure() : notDone(parcel, record, failed.failure());
  }

  /**
   * A broken system that says when to come back has most likely done nothing. Where it can be asked
   * that is not believed; where it cannot, a person would be asked about each such pause.
   */
  private boolean isRefused(CallFailed failed) {
    return repeat() instanceof Repeat.Unsafe && failed.failure().retryAfter().isPresent();
  }

  private void reject(Parcel parcel, BusRecord record, ParleyException reason) {
    journal.rejected(parcel, record, reason);
    if (sink.parksRefused()) {
      throw reason;
    }
  }

  private ParleyException notDone(Parcel parcel, BusRecord record, ParleyException failure) {
    journal.open(parcel, record, String.valueOf(failure.getMessage()));
    return failure;
  }

  private ParleyException unknown(Parcel parcel, BusRecord record, ParleyException reason) {
    if (repeat() instanceof Repeat.Unsafe && !repetition.repeatUnclear()) {
      return unclear(parcel, record, clock.instant());
    }
    Duration own = repeat() instanceof Repeat.ReadBack back ? back.settles() : SHORTLY;
    Duration asked = reason.retryAfter().orElse(own);
    return ParleyException.retryAfter(
        asked.compareTo(own) > 0 ? asked : own, String.valueOf(reason.getMessage()));
  }

  private ParleyException unclear(Parcel parcel, BusRecord record, Instant since) {
    var failure =
        new ParleyException(
            Fault.SETTINGS,
            "May or may not have been delivered at '%s'; replay it to deliver it once more"
                .formatted(since));
    journal.unclear(parcel, record, failure.getMessage());
    LOG.warn(
        "{} '{}' of account '{}' may or may not have been delivered at {}",
        sink.capability(),
        parcel.key(),
        account,
        since);
    return failure;
  }

  private static ParleyException unsettled(Duration pause) {
    return ParleyException.retryAfter(pause, "The last attempt may still come to take effect");
  }

  private Repeat repeat() {
    return repetition.repeat();
  }

  private static Map<String, String> prepared(Optional<Attempt> last) {
    return last.map(Attempt::prepared).orElse(Map.of());
  }

  private static Map<String, String> texts(Map<?, ?> raw) {
    var texts = new HashMap<String, String>();
    raw.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
    return texts;
  }
}
