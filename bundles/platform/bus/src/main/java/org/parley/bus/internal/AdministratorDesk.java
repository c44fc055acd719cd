// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.bus.BusDesk;

/** The bus's desk as a service. */
@Component
public final class AdministratorDesk implements BusDesk {
  private final RoutingBus bus;
  private final BusDesk desk;

  @Activate
  public AdministratorDesk(@Reference RoutingBus bus) {
    this.bus = bus;
    this.desk = bus.desk();
  }

  @Override
  public List<TopicStatus> topics() {
    return desk.topics();
  }

  @Override
  public List<GroupStatus> groups() {
    return desk.groups();
  }

  @Override
  public Paged<ParkedRecord> parked(PageRequest page) {
    return desk.parked(page);
  }

  @Override
  public void replay(UUID parked) {
    desk.replay(parked);
  }

  @Override
  public void discard(UUID parked) {
    desk.discard(parked);
  }

  @Override
  public List<String> heldByRestore() {
    return desk.heldByRestore();
  }

  @Override
  public List<HeldLog> heldLogs() {
    return bus.heldLogs();
  }

  @Override
  public void pause(String group) {
    desk.pause(group);
  }

  @Override
  public void resume(String group) {
    desk.resume(group);
  }

  @Override
  public void forget(String group) {
    desk.forget(group);
  }

  @Override
  public List<TraceStep> trace(UUID record) {
    return desk.trace(record);
  }
}
