// SPDX-License-Identifier: Apache-2.0
package org.parley.api.measurement;

import java.time.LocalDate;
import java.util.Map;

/**
 * What was counted on one day, over all campaigns.
 *
 * @param day in UTC
 * @param network as in {@link NetworkFigures}
 * @param figures those above zero
 */
public record DayFigures(LocalDate day, String network, Map<Figure, Long> figures) {
  public DayFigures {
    figures = Map.copyOf(figures);
  }
}
