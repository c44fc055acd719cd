// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

/**
 * Where a topic goes on.
 *
 * @param position what its next record gets
 * @param written how many bytes of records it has ever been given
 */
record TopicEnd(long position, long written) {
  static final TopicEnd BEGIN = new TopicEnd(1, 0);

  TopicEnd with(LogRow row) {
    return new TopicEnd(row.last() + 1, written + row.bytes());
  }
}
