// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.parcels;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.UnknownData;
import org.parley.api.store.Store;

/** The hub's own bus, used as its rooms use it: the last of the three groups keeps books. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "org.parley.bench.parcels",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HubCourier implements Courier {
  static final String TOPIC = "parcels";
  private static final String TYPE = "parcel.sent";
  private static final String SOURCE = "/bench";
  private static final int KEYS = 1_000;

  private final Bus bus;
  private final Store store;
  private final Desk desk;
  private final List<ServiceRegistration<GroupReader>> readers = new ArrayList<>();

  @Activate
  public HubCourier(
      BundleContext context,
      @Reference Bus bus,
      @Reference(target = "(room=parcels)") Store store,
      ParcelSettings settings)
      throws IOException {
    this.bus = bus;
    this.store = store;
    Board board = new Board();
    for (int group = 0; group < GROUPS; group++) {
      GroupReader reader = new ParcelReader(group, board, group == GROUPS - 1);
      readers.add(context.registerService(GroupReader.class, reader, null));
    }
    desk = new Desk(this, board, settings.port());
  }

  @Override
  public Sender sender() {
    return parcels -> {
      List<BusRecord> records = parcels.stream().map(HubCourier::record).toList();
      store.inTransaction(
          transaction -> {
            bus.append(transaction, records);
            return true;
          });
    };
  }

  private static BusRecord record(Parcel parcel) {
    String key = "customer-" + parcel.number() % KEYS;
    return BusRecord.of(SOURCE, key, Instant.now(), new UnknownData(TOPIC, TYPE, parcel.text()));
  }

  @Override
  public OptionalLong booked() {
    return OptionalLong.of(store.read(ParcelReader::booked));
  }

  @Override
  @Deactivate
  public void close() throws IOException {
    desk.close();
    readers.forEach(ServiceRegistration::unregister);
  }
}
