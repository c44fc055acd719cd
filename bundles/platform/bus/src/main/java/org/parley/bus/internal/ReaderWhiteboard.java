// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.OutwardReader;

/** Feeds whatever reader is published, for as long as it is. */
@Component(service = ReaderWhiteboard.class, immediate = true)
public final class ReaderWhiteboard {
  private final Groups groups;

  @Activate
  public ReaderWhiteboard(@Reference RoutingBus bus) {
    this.groups = bus.groups();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addGroupReader(GroupReader reader) {
    groups.add(new Reader.Inward(reader.subscription(), reader));
  }

  void removeGroupReader(GroupReader reader) {
    groups.remove(reader);
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addOutwardReader(OutwardReader reader) {
    groups.add(new Reader.Outward(reader.subscription(), reader));
  }

  void removeOutwardReader(OutwardReader reader) {
    groups.remove(reader);
  }
}
