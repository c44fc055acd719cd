// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

/**
 * Who must act before a failed piece of work can succeed. Only {@link #REMOTE} and {@link #HUB} are
 * retried.
 */
public enum Fault {
  /** The caller sent something that can never be accepted as it is. */
  INPUT,
  /** An administrator's settings are wrong or missing. */
  SETTINGS,
  /** A sign-in was refused, has expired or lacks a right. */
  CREDENTIALS,
  /** The other system is down, slow, throttling or answering nonsense. */
  REMOTE,
  /** The hub itself is at fault. */
  HUB
}
