// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.UnknownData;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** Reads meals; the picky edition can never take what is poisoned. */
@Component(service = GroupReader.class)
public final class Taster implements GroupReader {
  static final String TOPIC = "meals";
  private static final int LANES = 4;
  private static final String POISON = "poison";
  private static final String TASTE = "INSERT INTO meal_tasted (dish) VALUES (:dish)";
  private static final String TASTED = "SELECT dish FROM meal_tasted ORDER BY dish";

  private final boolean picky = edition().equals("picky");

  /**
   * @param tables which must be there
   */
  @Activate
  public Taster(@Reference(target = "(room=meals)") Store tables) {
    requireNonNull(tables);
  }

  static List<String> tasted(Transaction read) {
    return read.sql(TASTED).list(row -> row.text("dish"));
  }

  @Override
  public Subscription subscription() {
    return Subscription.of("chaos.taster", TOPIC).parallel(LANES);
  }

  @Override
  public void read(Transaction transaction, BusRecord record) {
    String dish = ((UnknownData) record.data()).json().replace("\"", "");
    if (picky && dish.startsWith(POISON)) {
      throw new AssertionError("'" + dish + "' cannot be taken");
    }
    transaction.sql(TASTE).bind("dish", dish).update();
  }

  static String edition() {
    try (InputStream in = Taster.class.getResourceAsStream("edition.txt")) {
      return new String(requireNonNull(in).readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
