// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.profiles.Identifier;
import org.parley.api.store.Transaction;

/** What tells people apart in this room: the normal form of identifiers, and the rules on them. */
@Component(service = Identities.class)
public final class Identities {
  private final Normalizer normalizer;
  private final Standings standings;
  private final Merging merging;
  private final Recogniser recogniser;
  private final Recent recent = new Recent();

  @Activate
  public Identities(@Reference Seal seal) {
    WeakAddresses weakAddresses = new WeakAddresses();
    this.normalizer = new Normalizer(weakAddresses, new PhoneNumbers());
    this.standings = new Standings(seal);
    this.merging = new Merging(standings);
    this.recogniser = new Recogniser(weakAddresses, merging);
  }

  Normalizer normalizer() {
    return normalizer;
  }

  Standings standings() {
    return standings;
  }

  Refusals refusals() {
    return new Refusals(standings);
  }

  Merging merging() {
    return merging;
  }

  Recogniser recogniser() {
    return recogniser;
  }

  /** What browsers lately showed, for the whole room. */
  Recent recent() {
    return recent;
  }

  /** Erases a live, locked profile: whoever comes again comes for the first time. */
  UUID erase(Transaction transaction, UUID profile, Said said) {
    transaction.afterCommit(recent::forget);
    return Erasure.of(transaction, profile, said);
  }

  /** Those that point at somebody; what is no identifier is left out. */
  List<Pointer> pointers(List<Identifier> identifiers) {
    List<Pointer> pointers = new ArrayList<>();
    identifiers.forEach(identifier -> pointer(identifier).ifPresent(pointers::add));
    return pointers;
  }

  Optional<Pointer> pointer(Identifier identifier) {
    Normal normal =
        normalizer.normalize(
            identifier.kind(), identifier.value(), identifier.network(), identifier.verified());
    return normal instanceof Normal.Good good ? Optional.of(good.pointer()) : Optional.empty();
  }
}
