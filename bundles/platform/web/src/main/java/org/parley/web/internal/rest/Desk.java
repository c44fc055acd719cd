// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.parley.api.security.Caller;
import org.parley.api.security.Keys;

/** Where the operations of all rooms are called. */
final class Desk {
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final BodyReader bodies = new BodyReader();
  private final InputReader inputs;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Keys> keys = new AtomicReference<>();

  Desk(InputReader inputs, InstantSource clock) {
    this.inputs = inputs;
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

  /** Admits the caller, reads the input and has the operation answer. */
  Answer answer(Operation.Match match, HttpServletRequest request) throws IOException {
    Operation operation = match.operation();
    Caller caller = operation.open() ? null : admit(operation, request);
    var call =
        new Call(
            new Call.Inputs(
                match.path(),
                new QueryReader(operation.query()).read(request.getQueryString()),
                Optional.ofNullable(request.getHeader("Accept")),
                Optional.ofNullable(request.getHeader("If-Match")),
                bodies.read(operation, request),
                inputs::read),
            caller,
            clock.instant());
    Handler handler = handlers.get(operation.id());
    if (handler == null) {
      throw new Refused(
          503,
          "Operation '%s' is not available: its part of the hub is not running"
              .formatted(operation.id()),
          Map.of("Retry-After", "5"));
    }
    return new Conditions(request).apply(handler.answer(call));
  }

  private Caller admit(Operation operation, HttpServletRequest request) {
    Keys present = keys.get();
    if (present == null) {
      throw new Refused(503, "Keys cannot be checked at the moment", Map.of("Retry-After", "1"));
    }
    return new Admission(present).admit(operation, request.getHeader("Authorization"));
  }
}
