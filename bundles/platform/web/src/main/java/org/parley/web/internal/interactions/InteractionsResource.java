// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.interactions;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Busy;
import org.parley.api.ParleyException;
import org.parley.api.interactions.Collector;
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
    var input = call.body(NewInteractions.class);
    int accepted = durable(collector.accept(input, call.caller()));
    return Answer.accepted(Map.of("accepted", accepted));
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
