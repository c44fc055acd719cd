// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Ids;
import org.parley.api.store.Bell;
import org.parley.api.store.Bells;
import org.parley.api.store.Store;

/** The bells of this hub: heard by others where the database can be shared. */
@Component(service = Bells.class, configurationPid = "org.parley.store")
public final class HubBells implements Bells {
  private final @Nullable SharedBells shared;
  private final Bells bells;

  @Activate
  public HubBells(
      BundleContext context,
      @Reference(target = "(room=store)") Store store,
      StoreSettings settings) {
    this.shared =
        store.isEmbedded()
            ? null
            : new SharedBells(store, HubDatabase.read(context, settings), Ids.next(Instant.now()))
                .start();
    this.bells = shared == null ? Bells.ofOnlyHub() : shared;
  }

  @Override
  public Bell of(String name) {
    return bells.of(name);
  }

  @Deactivate
  void close() {
    if (shared != null) {
      shared.close();
    }
  }
}
