// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
  private final Words german = new Words(Locale.GERMAN);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Accepted by 'grace' | Angenommen von „grace“",
        "Won, worth 1200.00 EUR | Gewonnen, Wert 1200.00 EUR",
        "Lost | Verloren",
        "The CRM holds it as 'L-1' | Das CRM führt ihn als „L-1“",
        "Became a lead. Score 42 has reached 40 | Wurde ein Lead. Punktestand 42 hat 40 erreicht",
        "Given to 'ada' by hand | Von Hand an „ada“ gegeben",
        "Assigned to 'ada'. Rule 'North': takes every lead"
            + " | „ada“ zugewiesen. Regel „North“: nimmt jeden Lead",
        "Assigned to 'ada'. Rule 'North': country is 'DE', score 42 is at least 40; turn 2 of 3"
            + " | „ada“ zugewiesen. Regel „North“: Land ist „DE“, Punktestand 42 ist mindestens 40;"
            + " 2. von 3 an der Reihe",
        "page viewed 'Roses' by bluesky | Sah eine Seite an „Roses“ · bluesky",
        "Its account of 'bluesky' was removed before the post was published"
            + " | Sein Konto bei „bluesky“ wurde entfernt, bevor der Post veröffentlicht war",
        "Preference page, version 1 | Seite mit den Einstellungen, Version 1",
        "One-click unsubscribe (RFC 8058) | Abmeldung mit einem Klick (RFC 8058)",
        "Form 'a', agreed to \"Yes, do\" on 2026-01-01T00:00:00Z, confirmed by mail on"
            + " 2026-01-02T00:00:00Z | Formular „a“, zugestimmt zu „Yes, do“ am"
            + " 2026-01-01T00:00:00Z, per Mail bestätigt am 2026-01-02T00:00:00Z"
      })
  void tellsTheHubsOwnSentencesInTheReadersLanguage(String told, String retold) {
    assertThat(german.retell(told)).isEqualTo(retold);
    assertThat(new Words(Locale.ENGLISH).retell(told)).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Banner 3 accepted", "Told, by another; program", "{0} ''", "$1\\"})
  void showsWhatOthersToldAsItWasTold(String told) {
    assertThat(german.retell(told)).isEqualTo(told);
  }

  @Test
  void keepsTheWordsOfPeople() {
    assertThat(german.retell("Accepted by 'Lost, won {0}'"))
        .isEqualTo("Angenommen von „Lost, won {0}“");
  }
}
