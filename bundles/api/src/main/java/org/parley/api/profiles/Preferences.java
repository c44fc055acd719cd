// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** What the preference page {@code /p/{token}} shows and changes; whoever renders it calls this. */
@ProviderType
public interface Preferences {
  /** Empty when the token is none of ours or the person was erased. */
  Optional<Sheet> find(String token);

  /**
   * Notes the person's answers; those that change nothing are not noted again, nor is a no where
   * nobody ever asked.
   *
   * @param answers yes or no by purpose
   * @param evidence what was shown and done, such as the page and its wording
   * @throws org.parley.api.NotFound when the token is none of ours
   * @throws org.parley.api.InvalidInput for a purpose that the sheet does not offer
   */
  Sheet change(String token, Map<String, Boolean> answers, String evidence);

  /**
   * Withdraws consent for one purpose, whether or not it was ever given.
   *
   * @param purpose what a {@link PreferencePage#UNSUBSCRIBE} address names
   * @throws org.parley.api.NotFound when the token is none of ours
   * @throws org.parley.api.InvalidInput when it cannot be a purpose
   */
  void withdraw(String token, String purpose, String evidence);

  /**
   * All that is known about the person, as a JSON object.
   *
   * @throws org.parley.api.NotFound when the token is none of ours
   */
  String export(String token);

  /**
   * Erases the person.
   *
   * @throws org.parley.api.NotFound when the token is none of ours
   */
  void erase(String token);

  /**
   * @param address the person's email with most of it hidden, so that the page gives nothing away;
   *     empty where there is none
   * @param purposes all that the hub asks for and all that the person has ever answered for
   */
  record Sheet(UUID profile, Optional<String> address, List<Choice> purposes) {
    public Sheet {
      purposes = List.copyOf(purposes);
    }
  }

  /**
   * @param given whether consent stands; empty when the person was never asked
   */
  record Choice(String purpose, Optional<Boolean> given) {}
}
