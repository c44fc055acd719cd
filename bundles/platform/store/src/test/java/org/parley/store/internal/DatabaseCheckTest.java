// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.parley.api.store.StoreDesk;

class DatabaseCheckTest {
  @Test
  void isWellWhenDatabaseAndRoomsAre() {
    Result result = check(StoreDesk.State.ONLINE, StoreDesk.State.ONLINE);
    assertThat(result.getStatus()).isEqualTo(Result.Status.OK);
  }

  @Test
  void waitsForDatabaseThatIsAway() {
    Result result = check(StoreDesk.State.STARTING, StoreDesk.State.ONLINE);
    assertThat(result.getStatus()).isEqualTo(Result.Status.TEMPORARILY_UNAVAILABLE);
    assertThat(result.toString()).contains("jdbc:derby:db is not there yet: why");
  }

  @Test
  void asksForPersonWhenRoomHasNoTables() {
    Result result = check(StoreDesk.State.ONLINE, StoreDesk.State.OFFLINE);
    assertThat(result.getStatus()).isEqualTo(Result.Status.CRITICAL);
    assertThat(result.toString()).contains("Room bus is offline: because");
  }

  private static Result check(StoreDesk.State database, StoreDesk.State room) {
    return new DatabaseCheck(new Desk(database, room)).execute();
  }

  private record Desk(State ofDatabase, State ofRoom) implements StoreDesk {
    @Override
    public DatabaseStatus database() {
      return new DatabaseStatus("jdbc:derby:db", ofDatabase, "why");
    }

    @Override
    public List<RoomStatus> rooms() {
      return List.of(new RoomStatus("bus", ofRoom, "because"));
    }

    @Override
    public Optional<Instant> restoredAt() {
      return Optional.empty();
    }

    @Override
    public Backup backup(Path folder) {
      throw new UnsupportedOperationException();
    }
  }
}
