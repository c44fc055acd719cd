// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRoomTest {
  private final AtomicLong free = new AtomicLong(DiskRoom.LEAST_BYTES);
  private final DiskRoom room = new DiskRoom(Path.of("/var/lib/db"), free::get);

  @Test
  void isWellWhileThereIsEnough() {
    assertThat(room.trouble()).isEmpty();
  }

  @Test
  void saysWhatIsFullAndHowMuchIsNeeded() {
    free.set(3 << 20);
    assertThat(room.trouble())
        .isEqualTo("The disk of '/var/lib/db' is full (3072 KiB left, 8192 are needed); make room");
  }

  @Test
  void seesThatThereIsRoomAgain() {
    free.set(0);
    assertThat(room.trouble()).isNotEmpty();
    free.set(DiskRoom.LEAST_BYTES);
    await().untilAsserted(() -> assertThat(room.trouble()).isEmpty());
  }

  @Test
  void asksTheDiskOfWhatIsThere(@TempDir Path folder) {
    assertThat(new DiskRoom(folder.resolve("not/made/yet")).trouble()).isEmpty();
  }
}
