// SPDX-License-Identifier: Apache-2.0
package org.example.board;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.parley.api.Secret;
import org.parley.connector.Help;
import org.parley.connector.Label;
import org.parley.connector.Preset;

// [settings]
/** How one member of the board is joined. */
record BoardSettings(
    @Label(en = "Address", de = "Adresse")
        @Help(en = "Of the board's interface", de = "Der Schnittstelle des Bretts")
        @NotNull
        URI address,
    @Label(en = "Key", de = "Schlüssel")
        @Help(en = "Made on your page of the board", de = "Auf Ihrer Seite des Bretts erzeugt")
        @NotNull
        Secret key,
    @Label(en = "Topic", de = "Thema")
        @Help(en = "Which notices are read", de = "Welche Aushänge gelesen werden")
        @Preset("general")
        @NotBlank
        String topic,
    @Label(en = "Ask every", de = "Abfragen alle")
        @Help(en = "Such as PT5M for five minutes", de = "Etwa PT5M für fünf Minuten")
        @Preset("PT5M")
        @NotNull
        Duration pace) {}
// [/settings]
