// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.view;

/** What a colour says; words always say it too. */
public enum Tone {
  GOOD,
  BUSY,
  WARN,
  BAD,
  CALM
}
