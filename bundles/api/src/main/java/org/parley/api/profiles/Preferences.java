// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/** What the preference page {@code /p/{token}} shows and changes; whoever renders it calls this. */
@ProviderType
public interface Preferences {
  /** How long a mailed confirmation lasts. */
  Duration FRESH = Duration.ofHours(1);

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
   * Mails the person a fresh address of this page, by which all that is known can be taken out and
   * erased for {@link #FRESH}. Asked again within minutes, no second mail goes out.
   *
   * @param language of the mail
   * @return the address that it goes to with most of it hidden; empty where none was ever shown to
   *     be the person's
   * @throws org.parley.api.NotFound when the token is none of ours
   */
  Optional<String> confirm(String token, Locale language);

  /**
   * All that is known about the person, as a JSON object.
   *
   * @throws org.parley.api.NotFound when the token is none of ours, or not fresh
   */
  String export(String token);

  /**
   * Erases the person.
   *
   * @throws org.parley.api.NotFound when the token is none of ours, or not fresh
   */
  void erase(String token);

  /**
   * @param address the person's email with most of it hidden, so that the page gives nothing away;
   *     empty where there is none
   * @param purposes all that the hub asks for and all that the person has ever answered for
   * @param proof how sure it is that the person holds the token
   */
  record Sheet(UUID profile, Optional<String> address, List<Choice> purposes, Proof proof) {
    public Sheet {
      purposes = List.copyOf(purposes);
    }
  }

  /** How sure it is that whoever holds a token is the person. */
  enum Proof {
    /** The token comes from a mail of any age, which may have been passed on: it can only opt. */
    LINK,
    /** The same, of a token that was fresh. */
    EXPIRED,
    /** The token was asked for a moment ago and mailed to the person's own address. */
    FRESH
  }

  /**
   * @param given whether consent stands; empty when the person was never asked
   */
  record Choice(String purpose, Optional<Boolean> given) {}
}
