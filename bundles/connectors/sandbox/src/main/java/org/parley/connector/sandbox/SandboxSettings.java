// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.parley.connector.Help;
import org.parley.connector.Label;
import org.parley.connector.Preset;

/**
 * What an account in the sandbox may ask for.
 *
 * @param trouble what goes wrong there
 * @param oneIn how often: once in so many requests
 */
record SandboxSettings(
    @Label(en = "Trouble", de = "Störung")
        @Help(
            en = "What goes wrong on the other side, to see how the hub bears it",
            de = "Was auf der Gegenseite schiefgeht, um zu sehen, wie der Hub es verkraftet")
        @Preset("NONE")
        @Nullable Trouble trouble,
    @Label(en = "Once in", de = "Einmal in")
        @Help(
            en = "How many requests go by for one in trouble",
            de = "Wie viele Anfragen auf eine gestörte kommen")
        @Preset("3")
        @Min(1)
        @Max(1000)
        @Nullable Integer oneIn) {
  /** The query that asks the other side for it. */
  String query() {
    return "trouble=" + trouble + "&oneIn=" + oneIn;
  }
}
