// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.unruly;

/** What an account does in the bad edition. */
enum Behaviour {
  /** As it should be. */
  GOOD,
  /** Publishing waits for an answer that never comes, and no interruption ends that. */
  BLOCKS,
  /** Each asking keeps some memory and a thread. */
  LEAKS,
  /** Publishing fails with an exception that must be declared. */
  THROWS_CHECKED,
  /** Publishing fails with one that need not, and so does explaining it. */
  THROWS_UNCHECKED,
  /** Publishing fails with an error, deep in a stack. */
  THROWS_ERROR,
  /** Each asking tells thousands of new items, and that there are more. */
  FLOODS
}
