// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.InvalidInput;
import org.parley.api.Violation;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.links.LinkRefused;
import org.parley.api.links.LinkRequested;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.Mint.Draft;

/** Makes the links that other rooms ask for, each once, or says why not. */
@Component(reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
public final class MakeRequestedLinks implements GroupReader {
  private static final int LONGEST_TITLE = 200;

  private final Bus bus;
  private final InstantSource clock;
  private final Mint mint;
  private final Targets targets;

  @Activate
  public MakeRequestedLinks(
      @Reference Domains domains, @Reference Routes routes, @Reference Bus bus) {
    this.bus = bus;
    this.clock = InstantSource.system();
    this.mint = new Mint(domains, routes, bus, clock);
    this.targets = new Targets(domains);
  }

  @Override
  public Subscription subscription() {
    return Subscription.of("shortening.make-requested-links", Topics.LINKS, "link.requested")
        .parallel(4);
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof LinkRequested wanted
        && FindLinks.byId(tx, wanted.link()).isEmpty()) {
      make(tx, wanted);
    }
  }

  /** Whoever asked hears of a refusal: a parked record would leave him waiting. */
  private void make(Transaction tx, LinkRequested wanted) {
    Draft draft;
    try {
      draft = draft(wanted);
    } catch (InvalidInput refused) {
      String reason =
          refused.violations().stream().map(Violation::message).collect(Collectors.joining("; "));
      var said = new LinkRefused(wanted.link(), reason, wanted.origin());
      bus.append(
          tx, List.of(BusRecord.of(Room.SOURCE, wanted.link().toString(), clock.instant(), said)));
      return;
    }
    mint.make(tx, draft);
  }

  private Draft draft(LinkRequested wanted) {
    return new Draft(
        wanted.link(),
        Domains.MAIN,
        Optional.empty(),
        targets.read("target", wanted.target().toString()),
        wanted.title().map(MakeRequestedLinks::shown),
        wanted.origin(),
        Optional.empty());
  }

  private static String shown(String title) {
    String clean = title.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    int end = Math.min(clean.length(), LONGEST_TITLE);
    boolean cutsLetter = end < clean.length() && Character.isHighSurrogate(clean.charAt(end - 1));
    return clean.substring(0, cutsLetter ? end - 1 : end);
  }
}
