// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
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

/** Reads what people did and finds out who they are. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class JoinInteractions implements GroupReader {
  private static final int AT_ONCE = 4;

  private final Joining joining;
  private final Bus bus;
  private final InstantSource clock;

  @Activate
  public JoinInteractions(@Reference Identities identities, @Reference Bus bus) {
    this(identities, bus, InstantSource.system());
  }

  JoinInteractions(Identities identities, Bus bus, InstantSource clock) {
    this.joining = new Joining(identities);
    this.bus = bus;
    this.clock = clock;
  }

  @Override
  public Subscription subscription() {
    return Subscription.of("profiling.join-interactions", Topics.INTERACTIONS).parallel(AT_ONCE);
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
  public void read(Transaction transaction, BusRecord record) {
    Said said = new Said(clock.instant());
    RecordData data = record.data();
    if (data instanceof Interaction interaction) {
      joining.join(transaction, interaction, Optional.empty(), said);
    } else if (data instanceof ConsentGiven given) {
      joining.answer(transaction, given, said);
    } else if (data instanceof ClickRecorded click && pointsAtSomebody(click)) {
      joining.join(transaction, interaction(click), guest(click), said);
    }
    said.appendTo(bus, transaction);
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
