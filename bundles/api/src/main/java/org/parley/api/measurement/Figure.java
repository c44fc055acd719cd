// SPDX-License-Identifier: Apache-2.0
package org.parley.api.measurement;

/** What is counted. Each figure says what it counts and what it cannot tell. */
public enum Figure {
  /** Teasers that stand on an account. */
  POSTS,
  /** Mails of mailings that a gateway has taken over; says nothing of whether they were read. */
  MAILS,
  /** Short links followed by people; robots, previews, prefetches and HEAD are left out. */
  CLICKS,
  /**
   * Visitors who clicked, each counted once a day and network; one person on two devices is two.
   */
  UNIQUE_VISITORS,
  /** Short links followed by robots and previews. */
  ROBOT_CLICKS,
  /** Forms confirmed by mail. */
  SIGN_UPS,
  /** Leads that came from here, counted for the origin that lead routing found. */
  LEADS,
  /** Leads that a CRM reported as won. */
  WON,
  /** Leads that a CRM reported as lost. */
  LOST
}
