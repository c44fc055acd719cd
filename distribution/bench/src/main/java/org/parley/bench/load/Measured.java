// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.load;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What came of a load; every request that was sent has been answered.
 *
 * @param seconds from the first request to the last answer
 * @param statuses how many answers had which status
 * @param latency of each answer, in microseconds
 */
public record Measured(double seconds, Map<Integer, Long> statuses, Histogram latency) {

  public long answers() {
    return statuses.values().stream().mapToLong(Long::longValue).sum();
  }

  public double perSecond() {
    return answers() / seconds;
  }

  /** The latency, in milliseconds, that so many per cent of the answers kept. */
  public double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1000.0;
  }
}
