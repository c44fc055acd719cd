// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.parcels;

import java.util.List;
import java.util.stream.Stream;

/** Where groups tell what they have read and acknowledged. */
public final class Board {
  private volatile Round round = new Round(0, 0);
  private long strays;

  /** Begins a round; whoever tells of an earlier one tells of something twice. */
  Round begin(int parcels) {
    round = new Round(round.number() + 1, parcels);
    return round;
  }

  /** A group has these in hand. */
  public void read(int group, List<Parcel> parcels) {
    long now = System.nanoTime();
    Round current = round;
    ofRound(current, parcels).forEach(parcel -> current.read(group, parcel, now));
  }

  /** A group has acknowledged these for good. */
  public void acknowledged(int group, List<Parcel> parcels) {
    Round current = round;
    List<Parcel> mine = ofRound(current, parcels).toList();
    current.acknowledged(group, mine);
    note(parcels.size() - mine.size());
  }

  private static Stream<Parcel> ofRound(Round round, List<Parcel> parcels) {
    return parcels.stream().filter(parcel -> parcel.round() == round.number());
  }

  private synchronized void note(int more) {
    strays += more;
  }

  /** How many parcels of earlier rounds have come in later ones. */
  synchronized long strays() {
    return strays;
  }
}
