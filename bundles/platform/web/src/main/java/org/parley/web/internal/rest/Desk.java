// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;
import org.parley.api.security.Caller;
import org.parley.api.security.Keys;
import org.parley.api.security.Witness;
import org.parley.api.store.Store;

/** Where the operations of all rooms are called. */
final class Desk {
  private static final Pattern ONCE_KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Keys> keys = new AtomicReference<>();
  private final AtomicReference<@Nullable Witness> witness = new AtomicReference<>();
  private final AtomicReference<@Nullable Once> once = new AtomicReference<>();
  private final BodyReader bodies = new BodyReader();
  private final InputReader inputs;
  private final Pace pace;
  private final InstantSource clock;

  Desk(InputReader inputs, Pace pace, InstantSource clock) {
    this.inputs = inputs;
    this.pace = pace;
    this.clock = clock;
  }

  void add(Resource resource) {
    handlers.putAll(resource.operations());
  }

  void remove(Resource resource) {
    resource.operations().keySet().forEach(handlers::remove);
  }

  void add(Keys present) {
    keys.set(present);
  }

  /** Forgets keys that go, unless others have taken their place. */
  void remove(Keys gone) {
    keys.compareAndSet(gone, null);
  }

  void add(Witness present) {
    witness.set(present);
  }

  /** Forgets a witness that goes, unless another has taken its place. */
  void remove(Witness gone) {
    witness.compareAndSet(gone, null);
  }

  void add(Once present) {
    once.set(present);
  }

  void remove(Store gone) {
    once.updateAndGet(present -> present != null && present.isOn(gone) ? null : present);
  }

  /** Admits the caller, reads the input and has the operation answer. */
  Answer answer(Operation.Match match, HttpServletRequest request) throws IOException {
    Operation operation = match.operation();
    Instant now = clock.instant();
    Caller caller = operation.open() ? null : admit(operation, request, now);
    Map<String, String> query = new QueryReader(operation.query()).read(request.getQueryString());
    byte[] body = bodies.read(operation, request);
    Optional<String> onceKey = caller == null ? Optional.empty() : onceKey(operation, request);
    var call =
        new Call(
            new Call.Inputs(match.path(), query, Call.Wishes.of(request, onceKey), body, inputs),
            caller,
            now);
    Handler handler = handler(operation);
    Supplier<Answer> work = witnessed(match, call, () -> answer(handler, call, operation));
    Answer answer =
        onceKey.isPresent() && caller != null
            ? once()
                .answer(
                    new Once.Sent(
                        operation,
                        new OnceTable.Name(caller.id(), onceKey.get()),
                        Fingerprint.of(request, body)),
                    work)
            : work.get().renewed();
    return new Conditions(request).apply(answer);
  }

  /** A room that refuses what stood in the address blames a parameter, and no field of a body. */
  private static Answer answer(Handler handler, Call call, Operation operation) {
    try {
      return handler.answer(call);
    } catch (InvalidInput refused) {
      Set<String> names =
          operation.query().stream().map(Parameter::name).collect(Collectors.toSet());
      boolean addressed =
          refused.violations().stream().map(Violation::path).allMatch(names::contains);
      throw addressed && operation.bodies().isEmpty()
          ? Refused.parameters(refused.violations())
          : refused;
    }
  }

  /** The work with its entry in the audit log, if it is one to be noted there. */
  private Supplier<Answer> witnessed(Operation.Match match, Call call, Supplier<Answer> work) {
    if (match.operation().deed().isEmpty()) {
      return work;
    }
    Witness present = witness.get();
    if (present == null) {
      throw away("What is done here cannot be noted at the moment");
    }
    var told = new Told(match, call);
    return match.operation().outside()
        ? () -> present.beyond(call.caller(), work, told::of)
        : () -> present.within(call.caller(), work, told::of);
  }

  private Handler handler(Operation operation) {
    Handler handler = handlers.get(operation.id());
    if (handler == null) {
      throw away(
          "Operation '%s' is not available: its part of the hub is not running"
              .formatted(operation.id()));
    }
    return handler;
  }

  private Once once() {
    Once present = once.get();
    if (present == null) {
      throw away("Requests with an Idempotency-Key cannot be taken at the moment");
    }
    return present;
  }

  private Caller admit(Operation operation, HttpServletRequest request, Instant now) {
    Keys present = keys.get();
    if (present == null) {
      throw away("Keys cannot be checked at the moment");
    }
    Caller caller = new Admission(present).admit(operation, request.getHeader("Authorization"));
    pace.count(caller.id(), now);
    return caller;
  }

  private static Optional<String> onceKey(Operation operation, HttpServletRequest request) {
    String given = request.getHeader("Idempotency-Key");
    if (given == null || !operation.doubles()) {
      return Optional.empty();
    }
    if (!ONCE_KEY.matcher(given).matches()) {
      throw new Refused(
          400, "Idempotency-Key is not valid; 1 to 200 visible ASCII characters are expected");
    }
    return Optional.of(given);
  }

  private static Refused away(String message) {
    return new Refused(503, message, Map.of("Retry-After", "2"));
  }
}
