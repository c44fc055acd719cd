// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.ops;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import org.osgi.service.component.annotations.Component;

/** Counts what happens at the edge; all of it since the bundle was started. */
@Component(service = Meters.class)
public final class Meters {
  private final Map<String, DoubleAdder> counters = new ConcurrentHashMap<>();

  /**
   * Adds one.
   *
   * @param series a metric's name with its labels as Prometheus writes them
   */
  public void count(String series) {
    add(series, 1);
  }

  /** Adds a number. */
  public void add(String series, double number) {
    counters.computeIfAbsent(series, name -> new DoubleAdder()).add(number);
  }

  /** What has been counted so far, by series. */
  Map<String, Double> read() {
    Map<String, Double> read = new TreeMap<>();
    counters.forEach((series, counter) -> read.put(series, counter.sum()));
    return read;
  }
}
