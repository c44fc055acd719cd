// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.interactions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Busy;
import org.parley.api.ParleyException;
import org.parley.api.interactions.Collector;
import org.parley.api.interactions.NewInteraction;
import org.parley.api.interactions.NewInteractions;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** Takes what programs saw people do. */
@Component
public final class InteractionsResource implements Resource {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Collector collector;

  @Activate
  public InteractionsResource(@Reference Collector collector) {
    this.collector = collector;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of("acceptInteractions", this::accept);
  }

  private Answer accept(Call call) {
    var input = named(call.body(NewInteractions.class), call.onceKey());
    int accepted = durable(collector.accept(input, call.caller()));
    return Answer.accepted(Map.of("accepted", accepted));
  }

  /**
   * Interactions of a request that may be sent again, with ids by which a repetition is recognised.
   */
  private static NewInteractions named(NewInteractions input, Optional<String> onceKey) {
    List<NewInteraction> given = input.interactions();
    if (onceKey.isEmpty() || given == null) {
      return input;
    }
    List<NewInteraction> named = new ArrayList<>();
    for (NewInteraction each : given) {
      String place = onceKey.get() + "#" + named.size();
      String id = UUID.nameUUIDFromBytes(place.getBytes(UTF_8)).toString();
      named.add(each.id() == null ? withId(each, id) : each);
    }
    return new NewInteractions(named);
  }

  private static NewInteraction withId(NewInteraction each, String id) {
    return new NewInteraction(id, each.type(), each.at(), each.identifiers(), each.data());
  }

  private static int durable(CompletionStage<Integer> stage) {
    try {
      return stage
          .toCompletableFuture()
          .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof ParleyException known) {
        throw known;
      }
      throw new Busy("The interactions could not be stored in time", Duration.ofSeconds(1));
    }
  }
}
