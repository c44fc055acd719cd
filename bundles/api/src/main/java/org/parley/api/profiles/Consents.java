// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** By whose leave: what a person has agreed to, with the evidence. */
@ProviderType
public interface Consents {
  /**
   * Everything that a person has answered, the oldest first.
   *
   * @throws org.parley.api.NotFound when there is no such profile
   */
  History history(UUID profile);

  /**
   * Which purposes a person has answered for and what stands, by purpose.
   *
   * @throws org.parley.api.NotFound when there is no such profile
   */
  List<Standing> standing(UUID profile);

  /**
   * Notes an answer. Called at the edge; rooms and connectors append {@link ConsentGiven}.
   *
   * @param input satisfies its constraints
   * @throws org.parley.api.InvalidInput when it was answered in the future
   * @throws org.parley.api.NotFound when there is no such profile
   */
  Consent note(UUID profile, NewConsent input);

  /**
   * @param intact whether no answer was altered, removed or slipped in since it was noted
   */
  record History(List<Consent> answers, boolean intact) {
    public History {
      answers = List.copyOf(answers);
    }
  }

  /**
   * @param given whether consent for the purpose stands
   * @param since when this was answered
   */
  record Standing(String purpose, boolean given, Instant since) {}
}
