// SPDX-License-Identifier: Apache-2.0
package org.parley.api.measurement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.parley.api.Money;

/**
 * One network's part in a campaign.
 *
 * @param network the connector id, {@code email} for mailings, or {@code direct} where the way is
 *     not known
 * @param figures a value for every figure, zero included
 * @param firstAt when a figure first was above zero; those still at zero are missing
 * @param revenue what won leads were worth, an amount for each currency
 */
public record NetworkFigures(
    String network, Map<Figure, Long> figures, Map<Figure, Instant> firstAt, List<Money> revenue) {
  /** The network of what came by no link that is known. */
  public static final String DIRECT = "direct";

  public NetworkFigures {
    figures = Map.copyOf(figures);
    firstAt = Map.copyOf(firstAt);
    revenue = List.copyOf(revenue);
  }

  /** One figure's value. */
  public long of(Figure figure) {
    return figures.getOrDefault(figure, 0L);
  }
}
