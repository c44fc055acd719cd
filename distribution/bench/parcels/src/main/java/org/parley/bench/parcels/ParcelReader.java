// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.parcels;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.UnknownData;
import org.parley.api.store.Transaction;

/** One of the groups; handed records one by one, as many in a transaction as the bus likes. */
final class ParcelReader implements GroupReader {
  private static final String BOOK =
      "UPDATE parcel_count SET parcels = parcels + :more WHERE book = :book";

  private static final String BOOKED = "SELECT SUM(parcels) AS parcels FROM parcel_count";

  private final int group;
  private final Board board;
  private final boolean keepsBooks;
  private @Nullable Transaction current;
  private List<Parcel> parcels = new ArrayList<>();

  ParcelReader(int group, Board board, boolean keepsBooks) {
    this.group = group;
    this.board = board;
    this.keepsBooks = keepsBooks;
  }

  static long booked(Transaction read) {
    return read.sql(BOOKED).first(row -> row.number("parcels")).orElse(0L);
  }

  @Override
  public Subscription subscription() {
    return Subscription.of("parcels-" + group, HubCourier.TOPIC);
  }

  @Override
  public void read(Transaction transaction, BusRecord record) {
    if (current != transaction) {
      begin(transaction);
    }
    if (record.data() instanceof UnknownData data) {
      Parcel parcel = Parcel.of(data.json());
      parcels.add(parcel);
      board.read(group, List.of(parcel));
    }
  }

  private void begin(Transaction transaction) {
    List<Parcel> read = new ArrayList<>();
    current = transaction;
    parcels = read;
    if (keepsBooks) {
      transaction.beforeCommit(ending -> book(ending, read.size()));
    }
    transaction.afterCommit(() -> board.acknowledged(group, read));
  }

  private void book(Transaction transaction, int more) {
    transaction.sql(BOOK).bind("more", more).bind("book", group).update();
  }
}
