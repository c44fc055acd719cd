// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Ids;
import org.parley.api.store.Lease;
import org.parley.api.store.Leases;
import org.parley.api.store.Store;

/** The leases of this hub: shared with others where the database can be. */
@Component(service = Leases.class, configurationPid = "org.parley.store")
public final class HubLeases implements Leases {
  private final @Nullable SharedLeases shared;
  private final Leases leases;

  @Activate
  public HubLeases(@Reference(target = "(room=store)") Store store, StoreSettings settings) {
    this.shared =
        store.isEmbedded()
            ? null
            : new SharedLeases(
                    store,
                    Ids.next(Instant.now()),
                    Duration.ofMillis(settings.silence_millis()),
                    System::nanoTime)
                .start();
    this.leases = shared == null ? Leases.ofOnlyHub() : shared;
  }

  @Override
  public Lease of(String name) {
    return leases.of(name);
  }

  @Deactivate
  void close() {
    if (shared != null) {
      shared.close();
    }
  }
}
