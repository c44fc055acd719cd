// SPDX-License-Identifier: Apache-2.0
package org.parley.api.broker;

import java.util.Optional;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ConsumerType;

/** Who reads as a member of a group. Called by one thread at a time. */
@ConsumerType
public interface GroupMember {
  /**
   * A lane is this member's, unless another was told the same in the meantime; whoever writes for a
   * lane makes sure of that by means of his own. May fail; then it is called again.
   */
  void assigned(int lane);

  /** A lane is this member's no more; on return nothing new is begun for it. */
  void revoked(int lane);

  /** Something of a lane, in the order of its partition; some of it may come repeatedly. */
  void received(int lane, BrokerMessage message);

  /** Whether nothing more of a partition is to be received for the moment. */
  boolean isFull(int lane, int partition);

  /**
   * The first of what was received of a partition that is not done with; empty when there is none.
   * A hint for who reads next, and for people.
   */
  OptionalLong firstOpen(int lane, int partition);

  /** Up to which position everything is known to be at the broker. */
  long relayed();

  /**
   * Of all that the lane's partitions held when {@link #relayed()} was asked last, nothing is left
   * to receive.
   *
   * @param relayed what that said
   */
  void caughtUp(int lane, long relayed);

  /**
   * It cannot be a member for the moment, which is tried again until it can.
   *
   * @param why one sentence for a person; empty when it is one again, or is to be one no more
   */
  default void troubled(Optional<String> why) {}
}
