// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;
import org.parley.api.Fault;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * A post stands as it was: it will neither be changed nor taken back unless somebody acts.
 *
 * @param post its id
 * @param account where it stands
 * @param change what was asked for
 * @param fault who must act
 * @param reason one sentence for a person
 * @param revision which rewriting it was; empty where the post was to be taken back
 */
public record ChangeFailed(
    UUID post, UUID account, Change change, Fault fault, String reason, Optional<UUID> revision)
    implements RecordData {
  public ChangeFailed {
    requireNonNull(revision);
  }

  @Override
  public String topic() {
    return Topics.POSTS;
  }

  @Override
  public String type() {
    return "change.failed";
  }

  /** What can be asked for of a post that stands. */
  public enum Change {
    EDIT,
    DELETE
  }
}
