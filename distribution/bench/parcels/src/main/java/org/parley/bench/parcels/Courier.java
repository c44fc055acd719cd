// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.parcels;

import java.util.List;
import java.util.OptionalLong;

/** Carries parcels to each of three groups, which tell the {@link Board} what they get. */
public interface Courier extends AutoCloseable {
  /** How many groups there are. */
  int GROUPS = 3;

  /** How many parcels a group takes in one transaction at the most. */
  int MOST_AT_ONCE = 256;

  /** For one sender, who has one thread. */
  Sender sender() throws Exception;

  /** How many parcels the books of a group show; empty where no group keeps any. */
  default OptionalLong booked() {
    return OptionalLong.empty();
  }

  @Override
  void close() throws Exception;

  /** Sends parcels in transactions. */
  interface Sender extends AutoCloseable {
    /** Returns when all of them are durable. */
    void send(List<Parcel> parcels) throws Exception;

    @Override
    default void close() throws Exception {}
  }
}
