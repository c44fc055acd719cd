// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BatchReader;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.ClickRecorded;
import org.parley.api.profiles.ConsentGiven;
import org.parley.api.profiles.Identifier;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/**
 * Reads what people did and finds out who they are: all that has gathered in one turn, so one lane
 * is as fast as many.
 */
@Component(service = GroupReader.class)
public final class JoinInteractions implements BatchReader {
  /** Who asks for a profile expects to find there what was done a tenth of a second ago. */
  private static final Duration MOMENT = Duration.ofMillis(20);

  /** Who asks for a profile, or merges two by hand, shall not wait for thousands of others. */
  private static final int MOST = 1_000;

  private final Identities identities;
  private final Bus bus;
  private final InstantSource clock;
  private final boolean asksAtOnce;

  @Activate
  public JoinInteractions(
      @Reference(target = Room.STORE) Store store,
      @Reference Identities identities,
      @Reference Bus bus) {
    this(store, identities, bus, InstantSource.system());
  }

  JoinInteractions(Store store, Identities identities, Bus bus, InstantSource clock) {
    this.identities = identities;
    this.bus = bus;
    this.clock = clock;
    this.asksAtOnce = !store.isEmbedded();
  }

  @Override
  public Subscription subscription() {
    return Subscription.of("profiling.join-interactions", Topics.INTERACTIONS);
  }

  @Override
  public Duration gathers() {
    return MOMENT;
  }

  @Override
  public int most() {
    return MOST;
  }

  /** Most clicks point at nobody; they are passed over. */
  @Override
  public boolean wants(BusRecord record) {
    return !(record.data() instanceof ClickRecorded click) || pointsAtSomebody(click);
  }

  private static boolean pointsAtSomebody(ClickRecorded click) {
    return click.robot().isEmpty()
        && (click.visitorKey().isPresent() || click.origin().recipient().isPresent());
  }

  @Override
  public void read(Transaction transaction, List<BusRecord> records) {
    long turn = Turn.number(transaction);
    Said said = new Said(clock.instant());
    Batch batch = identities.recogniser().begin(transaction, said, turn);
    List<Step> steps = records.stream().map(this::step).toList();
    if (asksAtOnce) {
      batch.sight().expect(steps.stream().flatMap(step -> step.clue.pointers().stream()).toList());
    }
    Joining joining = new Joining(identities, batch);
    for (Step step : steps) {
      if (step.did.isPresent()) {
        joining.join(step.record, step.did.get(), step.clue);
      } else if (step.record.data() instanceof ConsentGiven given) {
        joining.answer(step.record, given);
      }
    }
    batch.write();
    said.appendTo(bus, transaction);
  }

  /** A record, what somebody did by it, and what that tells of who it was. */
  private record Step(BusRecord record, Optional<Interaction> did, Clue clue) {}

  private Step step(BusRecord record) {
    RecordData data = record.data();
    if (data instanceof Interaction interaction) {
      return step(record, interaction, Optional.empty());
    }
    if (data instanceof ClickRecorded click && pointsAtSomebody(click)) {
      return step(record, interaction(click), guest(click));
    }
    return new Step(record, Optional.empty(), Clue.of(List.of(), Optional.empty(), record.time()));
  }

  private Step step(BusRecord record, Interaction interaction, Optional<Clue.Guest> guest) {
    List<Pointer> pointers = identities.pointers(interaction.identifiers());
    return new Step(record, Optional.of(interaction), Clue.of(pointers, guest, interaction.at()));
  }

  private static Interaction interaction(ClickRecorded click) {
    List<Identifier> identifiers =
        click.visitorKey().stream()
            .map(key -> new Identifier(Identifier.Kind.VISITOR, key, Optional.empty(), false))
            .toList();
    Map<String, String> data = new TreeMap<>();
    data.put("link", click.link().toString());
    click.referrer().ifPresent(host -> data.put("referrer", host));
    click.app().ifPresent(app -> data.put("app", app));
    return new Interaction(
        click.click(), click.type(), click.at(), identifiers, click.origin(), data);
  }

  private static Optional<Clue.Guest> guest(ClickRecorded click) {
    return click.origin().recipient().map(profile -> new Clue.Guest(click.link(), profile));
  }
}
