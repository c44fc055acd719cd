// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

/** Whether a person wants to be remembered. */
enum Remember {
  UNASKED,
  YES,
  NO
}
