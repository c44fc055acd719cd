// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Ids;
import org.parley.api.InvalidInput;
import org.parley.api.bus.Bus;
import org.parley.api.profiles.Consent;
import org.parley.api.profiles.Consents;
import org.parley.api.profiles.NewConsent;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Notes and shows by whose leave. */
@Component
public final class AnswerBook implements Consents {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final Store store;
  private final Bus bus;
  private final Standings standings;
  private final Seal seal;
  private final InstantSource clock;

  @Activate
  public AnswerBook(
      @Reference(target = Room.STORE) Store store,
      @Reference Bus bus,
      @Reference Identities identities,
      @Reference Seal seal) {
    this(store, bus, identities, seal, InstantSource.system());
  }

  AnswerBook(Store store, Bus bus, Identities identities, Seal seal, InstantSource clock) {
    this.store = store;
    this.bus = bus;
    this.standings = identities.standings();
    this.seal = seal;
    this.clock = clock;
  }

  @Override
  public History history(UUID profile) {
    return store.read(
        transaction -> {
          Set<UUID> homes = FindHomes.of(transaction, Live.id(transaction, profile));
          List<Link> links = FindLinks.in(transaction, homes);
          List<Consent> answers =
              links.stream()
                  .map(link -> link.answer().toConsent())
                  .sorted(Comparator.comparing(Consent::at))
                  .toList();
          return new History(answers, isIntact(transaction, homes, links));
        });
  }

  /** Each chain must be whole from its first answer to the end that the profile knows. */
  private boolean isIntact(Transaction transaction, Set<UUID> homes, List<Link> links) {
    Map<UUID, FindChain.End> ends = new HashMap<>();
    for (Link link : links) {
      FindChain.End before = ends.getOrDefault(link.home(), FindChain.End.NONE);
      if (!link.follows(before, seal)) {
        return false;
      }
      ends.put(link.home(), link.end());
    }
    return homes.stream()
        .allMatch(
            home ->
                ends.getOrDefault(home, FindChain.End.NONE)
                    .equals(FindChain.in(transaction, home)));
  }

  @Override
  public List<Standing> standing(UUID profile) {
    Map<String, Mark> marks =
        store.read(transaction -> FindStanding.in(transaction, Live.id(transaction, profile)));
    return new TreeMap<>(marks)
        .entrySet().stream()
            .map(
                mark ->
                    new Standing(mark.getKey(), mark.getValue().given(), mark.getValue().since()))
            .toList();
  }

  @Override
  public Consent note(UUID profile, NewConsent input) {
    Instant now = clock.instant();
    Answer answer = answer(input, now);
    store.inTransaction(
        transaction -> {
          Said said = new Said(now);
          standings.note(transaction, Live.inTurn(transaction, profile), answer, said);
          said.appendTo(bus, transaction);
          return answer;
        });
    return answer.toConsent();
  }

  private static Answer answer(NewConsent input, Instant now) {
    Instant at = input.at() == null ? now : input.at();
    if (at.isAfter(now.plus(TOLERANCE))) {
      throw new InvalidInput("at", "'" + at + "' lies in the future");
    }
    if (input.purpose() == null || input.given() == null || input.evidence() == null) {
      throw new InvalidInput("", "purpose, given and evidence are needed");
    }
    String basis = input.basis() == null ? "consent" : input.basis();
    return new Answer(
        Ids.next(now), input.purpose(), input.given(), basis, input.evidence(), at, true);
  }
}
