// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The migrations of one room.
 *
 * @param files their texts by their names, such as {@code V1__links.sql}
 */
public record MigrationFiles(String room, SortedMap<String, String> files) {
  public MigrationFiles {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Differs when any file differs. */
  long checksum() {
    CRC32 crc = new CRC32();
    for (Map.Entry<String, String> file : files.entrySet()) {
      crc.update((file.getKey() + "\n" + file.getValue() + "\n").getBytes(UTF_8));
    }
    return crc.getValue();
  }
}
