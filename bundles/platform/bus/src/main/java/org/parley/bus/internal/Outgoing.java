// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.parley.api.InvalidInput;
import org.parley.api.bus.BusRecord;
import org.parley.api.store.Transaction;

/** Prepares records for the log: their trace, their limits, their bytes. */
final class Outgoing {
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_KEY = 512;

  private final RecordCodec codec;
  private final PersonalKeys keys;
  private final Traces traces;

  Outgoing(RecordCodec codec, PersonalKeys keys, Traces traces) {
    this.codec = codec;
    this.keys = keys;
    this.traces = traces;
  }

  Written write(List<BusRecord> records) {
    List<BusRecord> all = new ArrayList<>(records.size());
    for (BusRecord record : records) {
      all.add(checked(record));
    }
    return new Written(all, seal(all, keys.begin()));
  }

  private BusRecord checked(BusRecord record) {
    requireAtMost("topic", record.topic(), LONGEST_NAME);
    requireAtMost("type", record.type(), LONGEST_NAME);
    requireAtMost("partitionKey", record.partitionKey(), LONGEST_KEY);
    return traces.carryOn(record);
  }

  private Sealed seal(List<BusRecord> records, Sealing sealing) {
    List<LoggedRecord> sealed = new ArrayList<>(records.size());
    for (BusRecord record : records) {
      sealed.add(codec.write(record, sealing));
    }
    return new Sealed(sealed, sealing);
  }

  /**
   * What is to be stored of these calls, within the transaction that does so. Where a person was
   * erased since they were written, they are written anew: what comes after an erasure is not lost
   * with it.
   */
  List<LoggedRecord> in(Transaction transaction, Collection<Written> calls) {
    List<Written> personal = calls.stream().filter(Written::isPersonal).toList();
    if (!personal.isEmpty()) {
      settle(transaction, personal);
    }
    List<LoggedRecord> all = new ArrayList<>(calls.size());
    calls.forEach(call -> all.addAll(call.sealed.records()));
    return all;
  }

  private void settle(Transaction transaction, List<Written> calls) {
    long erasures = keys.erasures(transaction);
    calls.forEach(call -> call.outlast(erasures));
    List<PersonalKey> fresh =
        calls.stream().flatMap(call -> call.sealed.sealing().fresh().stream()).toList();
    KeyRows.insert(transaction, fresh);
    transaction.afterCommit(() -> keys.learn(fresh, erasures));
  }

  private static void requireAtMost(String name, String value, int most) {
    if (value.length() > most) {
      throw new InvalidInput(name, "'" + value + "' is longer than " + most + " characters");
    }
  }

  private record Sealed(List<LoggedRecord> records, Sealing sealing) {}

  /** Records of one call, ready for the log. Belongs to one thread at a time. */
  final class Written {
    private final List<BusRecord> records;
    private Sealed sealed;

    private Written(List<BusRecord> records, Sealed sealed) {
      this.records = records;
      this.sealed = sealed;
    }

    /** How many bytes they take, about. */
    long bytes() {
      long bytes = 0;
      for (LoggedRecord record : sealed.records()) {
        bytes += record.bytes().length;
      }
      return bytes;
    }

    /** About what they take in memory until they are told. */
    long memory() {
      return LoggedRecord.memory(sealed.records());
    }

    private boolean isPersonal() {
      return sealed.sealing().isUsed();
    }

    private void outlast(long erasures) {
      if (sealed.sealing().erasures() != erasures) {
        sealed = seal(records, keys.begin());
      }
    }
  }
}
