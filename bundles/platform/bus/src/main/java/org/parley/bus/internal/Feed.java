// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.jspecify.annotations.Nullable;

/** The sequenced part of a topic as one lane reads it. */
interface Feed {
  /**
   * The next record behind a position, or the last of a row that holds nothing for the lane; null
   * when nothing more is sequenced yet.
   */
  @Nullable Upcoming after(long position);

  /** The record at a position; a broken one when the log holds it no more. */
  LoggedRecord at(long position);

  /** The lane is this far; what comes before is seldom asked for any more. */
  default void passed(long position) {}

  /**
   * @param wanted whether this lane is to deliver it
   */
  record Upcoming(long position, LoggedRecord record, boolean wanted) {
    private static final LoggedRecord NOTHING =
        LoggedRecord.unreadable("", new byte[0], "Nothing is to be delivered here");

    /** Nothing up to a position. */
    static Upcoming passing(long position) {
      return new Upcoming(position, NOTHING, false);
    }
  }
}
