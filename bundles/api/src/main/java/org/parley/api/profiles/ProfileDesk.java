// SPDX-License-Identifier: Apache-2.0
package org.parley.api.profiles;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.PageRequest;
import org.parley.api.Paged;

/**
 * What people and programs do to profiles. Called at the edge, by web and console, and by no other
 * room.
 *
 * <p>A method that takes the id of a merged profile acts on the one that lives on; all throw {@link
 * org.parley.api.NotFound} for an id that no profile bears.
 */
@ProviderType
public interface ProfileDesk {
  /** Live profiles that fit, the youngest first. */
  Paged<Profile> list(Filter filter, PageRequest page);

  /**
   * The live profiles that an identifier points at: the one that holds it first, then those that
   * were shown to share it, as a browser or the mailbox of a firm.
   *
   * @param identifier {@code <kind>:<value>}, for a handle {@code handle:<network>:<value>}, for a
   *     crm record {@code crm:<account>:<value>} or {@code crm:<value>}
   * @throws org.parley.api.InvalidInput when it is not of that form or its value is not one of its
   *     kind
   */
  List<Profile> findAll(String identifier);

  /**
   * Lets one profile go into another; a suggestion between the two is settled by it.
   *
   * @param profile the one that lives on
   * @param other the one that goes into it
   * @throws org.parley.api.InvalidInput when both are the same person already
   */
  Merge merge(UUID profile, UUID other);

  /**
   * Undoes a merge: what had gone in comes out again; what was learned since stays with the profile
   * that lived on. The two are not merged again unless a person says so.
   *
   * @param profile the profile that lived on, or any that it is one with now
   * @throws org.parley.api.NotFound when that profile knows no such merge
   * @throws org.parley.api.Conflict when it was undone before
   */
  Merge split(UUID profile, UUID merge);

  /** The merges that made a profile what it is, also those undone, the youngest first. */
  List<Merge> merges(UUID profile);

  /** Profiles that may be one person, undecided, the youngest first. */
  Paged<Suggestion> suggestions(PageRequest page);

  /**
   * Merges what was suggested, the younger into the elder.
   *
   * @throws org.parley.api.NotFound when it is not open
   */
  Merge accept(UUID suggestion);

  /**
   * Keeps the two apart: they are neither suggested nor merged by a rule again.
   *
   * @throws org.parley.api.NotFound when it is not open
   */
  void dismiss(UUID suggestion);

  /** All that is known about a person, as a JSON object. */
  String export(UUID profile);

  /**
   * Erases all that is known about a person, also of the profiles that went into this one. Only ids
   * remain, so that the erasure can be shown.
   */
  void erase(UUID profile);

  /**
   * Which profiles are asked for; what is empty does not narrow.
   *
   * @param state anonymous or identified
   * @param search the beginning of an identifier or of what the person told as name or company, in
   *     any case
   */
  record Filter(Optional<Profile.State> state, Optional<String> search) {
    /** Every profile. */
    public static final Filter ALL = new Filter(Optional.empty(), Optional.empty());
  }
}
