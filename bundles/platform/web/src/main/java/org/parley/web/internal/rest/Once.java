// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.parley.api.ParleyException;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/**
 * Carries a request with an {@code Idempotency-Key} out once. The note of it is written in the very
 * transaction that carries it out, so that no crash comes between the two; a second one that comes
 * meanwhile waits for the first. What reaches outside follows the commit, and the note is renewed
 * when the answer shows it. Operations that must reach outside before they can answer are marked
 * {@code x-outside} in the document and noted afterwards: they recognise a repetition, or it does
 * nothing.
 */
final class Once {
  private static final Duration KEPT = Duration.ofHours(24);
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);

  private final AtomicReference<Instant> swept = new AtomicReference<>(Instant.MIN);
  private final Store store;
  private final JsonMapper mapper;
  private final InstantSource clock;

  Once(Store store, JsonMapper mapper, InstantSource clock) {
    this.store = store;
    this.mapper = mapper;
    this.clock = clock;
  }

  boolean isOn(Store other) {
    return store == other;
  }

  /**
   * A request that may be sent again.
   *
   * @param fingerprint tells it from other requests
   */
  record Sent(Operation operation, OnceTable.Name name, String fingerprint) {}

  /**
   * @param work carries it out
   * @throws Refused when the key was used for another request
   */
  Answer answer(Sent sent, Supplier<Answer> work) {
    sweep();
    if (sent.operation().outside()) {
      return answerOutside(sent, work);
    }
    Answer answer = store.asOne(tx -> answerWithin(tx, sent, work));
    return answer.renewal().isEmpty() ? answer : renew(sent, answer);
  }

  private Answer renew(Sent sent, Answer answer) {
    Answer renewed = answer.renewed();
    try {
      return store.inTransaction(
          tx -> {
            OnceTable.note(tx, sent.name(), renewed, kept(sent.operation(), renewed));
            return renewed;
          });
    } catch (ParleyException e) {
      return renewed; // what is durable was noted with it, a little older
    }
  }

  private Answer answerWithin(Transaction tx, Sent sent, Supplier<Answer> work) {
    if (!OnceTable.insert(tx, sent.name(), sent.fingerprint(), clock.instant())) {
      return again(OnceTable.find(tx, sent.name()).orElseThrow(), sent);
    }
    Answer answer = work.get();
    OnceTable.note(tx, sent.name(), answer, kept(sent.operation(), answer));
    return answer;
  }

  private Answer answerOutside(Sent sent, Supplier<Answer> work) {
    Optional<OnceTable.Noted> before = store.read(tx -> OnceTable.find(tx, sent.name()));
    if (before.isPresent()) {
      return again(before.get(), sent);
    }
    Answer answer = work.get();
    return store.inTransaction(tx -> answerWithin(tx, sent, () -> answer));
  }

  private static Answer again(OnceTable.Noted noted, Sent sent) {
    if (!noted.request().equals(sent.fingerprint())) {
      throw new Refused(
          422, "Idempotency-Key '%s' was used for another request".formatted(sent.name().key()));
    }
    if (noted.secret()) {
      throw new Refused(409, "This was carried out before; its answer is shown only once");
    }
    return noted
        .answer()
        .map(answer -> answer.with("Idempotency-Replayed", "true"))
        .orElseThrow(() -> new IllegalStateException("A request was noted without its answer"));
  }

  private OnceTable.Kept kept(Operation operation, Answer answer) {
    Object content = answer.content();
    if (content == null || operation.secret()) {
      return new OnceTable.Kept(Optional.empty(), operation.secret());
    }
    try {
      byte[] bytes = content instanceof byte[] raw ? raw : mapper.writeValueAsBytes(content);
      return new OnceTable.Kept(Optional.of(bytes), false);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void sweep() {
    Instant now = clock.instant();
    Instant last = requireNonNull(swept.get());
    if (last.isBefore(now.minus(BETWEEN_SWEEPS)) && swept.compareAndSet(last, now)) {
      store.inTransaction(
          tx -> {
            OnceTable.forget(tx, now.minus(KEPT));
            return now;
          });
    }
  }
}
