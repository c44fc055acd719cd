// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

/** What somebody is there for, and so what they may do. */
public enum Role {
  /** Runs the hub; may do everything. */
  ADMINISTRATOR,
  /** Holds the dialogue: campaigns, links, profiles, figures. */
  MARKETER,
  /** Works on leads. */
  SALES,
  /** A program that exchanges data with the hub. */
  INTEGRATOR
}
