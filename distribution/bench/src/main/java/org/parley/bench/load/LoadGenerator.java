// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Loads a server from one thread. At a steady pace, a request that found no free connection counts
 * from when it was due, so that a server that stalls cannot hide it.
 */
public final class LoadGenerator {
  private static final long LONGEST_MICROS = 600_000_000;
  private static final int DIGITS = 3;
  private static final int STATUSES = 600;
  private static final long NANOS = 1_000_000_000;
  private static final long PATIENCE = 60 * NANOS;

  private final Plan plan;
  private final Script script;
  private final Histogram latency = new Histogram(LONGEST_MICROS, DIGITS);
  private final long[] statuses = new long[STATUSES];
  private final Deque<Conversation> free = new ArrayDeque<>();
  private final List<Conversation> all = new ArrayList<>();
  private long begin;
  private long sent;
  private long answered;
  private boolean starved;

  private LoadGenerator(Plan plan, Script script) {
    this.plan = plan;
    this.script = script;
  }

  /** Sends what the plan says and waits until all is answered. */
  public static Measured run(Plan plan, Script script) throws IOException {
    return new LoadGenerator(plan, script).run();
  }

  private Measured run() throws IOException {
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < plan.connections(); i++) {
        all.add(new Conversation(plan.server(), selector));
      }
      free.addAll(all);
      begin = System.nanoTime();
      long end = begin + plan.duration().toNanos();
      while (sent < plan.requests() && System.nanoTime() < end) {
        sendDue();
        select(selector);
      }
      while (answered < sent) {
        giveUpAfter(end + PATIENCE);
        select(selector);
      }
      double seconds = (System.nanoTime() - begin) / (double) NANOS;
      return new Measured(seconds, counted(), latency);
    } finally {
      for (Conversation conversation : all) {
        conversation.close();
      }
    }
  }

  private void giveUpAfter(long limit) throws IOException {
    if (System.nanoTime() > limit) {
      throw new IOException((sent - answered) + " requests were never answered");
    }
  }

  private void sendDue() throws IOException {
    while (sent < plan.requests()) {
      long now = System.nanoTime();
      long due = plan.perSecond() == 0 ? now : begin + (long) (sent * NANOS / plan.perSecond());
      if (due > now) {
        starved = false;
        return;
      }
      if (free.isEmpty()) {
        starved = true;
        return;
      }
      sent++;
      free.remove().send(script, starved ? due : now);
    }
  }

  private void select(Selector selector) throws IOException {
    selector.select(this::progress, 1);
  }

  private void progress(SelectionKey key) {
    try {
      Conversation conversation = (Conversation) key.attachment();
      if (conversation.isSending()) {
        conversation.flush();
        return;
      }
      int status = conversation.receive();
      if (status > 0) {
        latency.recordValue(
            Math.min(LONGEST_MICROS, (System.nanoTime() - conversation.since()) / 1000));
        statuses[status]++;
        answered++;
        script.answered(conversation.request(), status);
        free.add(conversation);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<Integer, Long> counted() {
    Map<Integer, Long> counted = new TreeMap<>();
    for (int status = 0; status < STATUSES; status++) {
      if (statuses[status] > 0) {
        counted.put(status, statuses[status]);
      }
    }
    return counted;
  }
}
