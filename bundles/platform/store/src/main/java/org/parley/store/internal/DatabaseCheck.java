// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import org.apache.felix.hc.annotation.HealthCheckService;
import org.apache.felix.hc.api.FormattingResultLog;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.store.StoreDesk;
import org.parley.api.store.StoreDesk.DatabaseStatus;
import org.parley.api.store.StoreDesk.RoomStatus;
import org.parley.api.store.StoreDesk.State;

/** Says whether the database answers and which rooms have no tables. */
@Component
@HealthCheckService(
    name = "Database",
    tags = {"store", "readiness"})
public final class DatabaseCheck implements HealthCheck {
  private final StoreDesk desk;

  @Activate
  public DatabaseCheck(@Reference StoreDesk desk) {
    this.desk = desk;
  }

  @Override
  public Result execute() {
    FormattingResultLog log = new FormattingResultLog();
    DatabaseStatus database = desk.database();
    report(log, database.url(), database.state(), database.message());
    for (RoomStatus room : desk.rooms()) {
      report(log, "Room " + room.room(), room.state(), room.message());
    }
    return new Result(log);
  }

  private static void report(FormattingResultLog log, String what, State state, String message) {
    switch (state) {
      case ONLINE -> log.info("{} is online", what);
      case STARTING -> log.temporarilyUnavailable("{} is not there yet: {}", what, message);
      case OFFLINE -> log.critical("{} is offline: {}", what, message);
    }
  }
}
