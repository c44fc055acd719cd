// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.ByPerson;
import org.parley.api.bus.Personal;
import org.parley.api.bus.Topics;

/**
 * Somebody was asked and has answered; profiling keeps it as evidence with the profile that the
 * identifiers point at.
 *
 * @param id of this answer
 * @param identifiers what points at the person
 * @param purpose what was asked for, such as {@code newsletter}
 * @param given whether the answer was yes
 * @param basis the legal basis: {@code consent}, {@code contract} or {@code legitimate-interest}
 * @param evidence what shows it: the wording, its version, the page, the confirmation; empty once
 *     the person was erased
 * @param at when it was answered
 */
public record ConsentGiven(
    UUID id,
    List<Identifier> identifiers,
    String purpose,
    boolean given,
    String basis,
    @Personal String evidence,
    Instant at)
    implements ByPerson {
  public ConsentGiven {
    identifiers = List.copyOf(identifiers);
    evidence = requireNonNullElse(evidence, "");
  }

  @Override
  public Optional<Identifier> by() {
    return identifiers.stream().findFirst();
  }

  @Override
  public String topic() {
    return Topics.INTERACTIONS;
  }

  @Override
  public String type() {
    return "consent.given";
  }
}
