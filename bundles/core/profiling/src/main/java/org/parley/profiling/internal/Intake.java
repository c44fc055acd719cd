// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.interactions.Collector;
import org.parley.api.interactions.NewInteractions;
import org.parley.api.interactions.NewVisit;
import org.parley.api.profiles.ConsentGiven;
import org.parley.api.security.Caller;

/** Takes in what people did and puts it on the bus, many calls to one commit. */
@Component
public final class Intake implements Collector {
  private final Bus bus;
  private final ReadInteractions interactions;
  private final ReadVisit visits;
  private final Recent noted;
  private final InstantSource clock;

  @Activate
  public Intake(@Reference Bus bus, @Reference Identities identities) {
    this(bus, identities, InstantSource.system());
  }

  Intake(Bus bus, Identities identities, InstantSource clock) {
    this.bus = bus;
    this.interactions = new ReadInteractions(identities.normalizer(), clock);
    this.visits = new ReadVisit(identities.normalizer(), clock);
    this.noted = identities.recent();
    this.clock = clock;
  }

  @Override
  public CompletionStage<Integer> accept(NewInteractions input, Caller by) {
    List<BusRecord> records = interactions.read(input, by);
    return bus.append(records).thenApply(durable -> records.size());
  }

  @Override
  public CompletionStage<Integer> track(NewVisit input, Browser browser) {
    ReadVisit.Visit visit = visits.read(input, browser);
    Instant now = clock.instant();
    List<ConsentGiven> answers =
        visit.answers().stream().filter(answer -> !noted.has(answer.id(), now)).toList();
    List<BusRecord> records = new ArrayList<>();
    answers.forEach(answer -> records.add(Collected.record(answer)));
    records.addAll(visit.events());
    return bus.append(records)
        .thenApply(
            durable -> {
              answers.forEach(answer -> noted.add(answer.id(), now));
              return visit.events().size();
            });
  }
}
