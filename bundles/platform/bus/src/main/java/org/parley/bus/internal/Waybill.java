// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.parley.api.broker.BrokerMessage;

/**
 * What is written on a record that goes to a broker: its attributes as a CloudEvent in binary mode,
 * and where it stood in the log. The record itself stays sealed.
 */
final class Waybill {
  private static final String POSITION = "ce_parleyposition";
  private static final String BEFORE = "ce_parleybefore";
  private static final String TYPE = "ce_type";
  private static final String LOG = "ce_parleylog";

  private Waybill() {}

  /**
   * @param before for each number of lanes, from {@link Chain}
   */
  static BrokerMessage write(
      Destination destination, LoggedRecord record, long position, List<Long> before) {
    Map<String, String> headers = new HashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", record.id().toString());
    headers.put("ce_source", record.source());
    headers.put(TYPE, record.type());
    headers.put("ce_subject", record.subject());
    headers.put("ce_time", record.time().toString());
    headers.put("ce_partitionkey", record.key());
    record.traceparent().ifPresent(trace -> headers.put("ce_traceparent", trace));
    headers.put("content-type", "application/vnd.parley.record");
    headers.put(POSITION, Long.toString(position));
    headers.put(BEFORE, before.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    headers.put(LOG, destination.log);
    int partition = LaneState.laneOf(record.key(), destination.partitions);
    return new BrokerMessage(
        new BrokerMessage.Place(destination.topic, partition, -1),
        record.key(),
        headers,
        record.isBroken() ? Optional.empty() : Optional.of(record.bytes()));
  }

  /** The same for a record that is too long to be carried: readers look it up in the log. */
  static BrokerMessage withoutRecord(BrokerMessage message) {
    return new BrokerMessage(message.place(), message.key(), message.headers(), Optional.empty());
  }

  /**
   * What is written there; empty for what is none of ours.
   *
   * @param counts into how many lanes its topic can be cut
   */
  static Optional<Read> read(BrokerMessage message, LaneCounts counts, int lanes) {
    try {
      long[] before =
          Arrays.stream(message.headers().getOrDefault(BEFORE, "").split(" "))
              .mapToLong(Long::parseLong)
              .toArray();
      return before.length == counts.all().size()
          ? Optional.of(
              new Read(
                  Long.parseLong(message.headers().getOrDefault(POSITION, "")),
                  before[counts.all().indexOf(lanes)],
                  message.headers().getOrDefault(TYPE, ""),
                  message.headers().getOrDefault(LOG, "")))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Where messages go and where they come from.
   *
   * @param log the name of the database's log
   * @param topic at the broker
   * @param partitions into how many keys are spread there
   */
  record Destination(String log, String topic, int partitions) {}

  /**
   * @param before nothing of the lane lies behind this position up to its own
   * @param log of which it is; empty where that was not written on it yet
   */
  record Read(long position, long before, String type, String log) {}
}
