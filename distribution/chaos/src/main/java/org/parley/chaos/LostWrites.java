// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Takes back what a process had written and not made durable when it was killed, by the journal
 * that {@code disk.c} has kept: from the last write to the first.
 */
final class LostWrites {
  private static final int WRITE = 1;
  private static final int DURABLE = 2;
  private static final int SYNCED = 3;
  private static final int CREATED = 4;
  private static final int REMOVED = 5;
  private static final int RENAMED = 6;
  private static final int HEAD = 7 * Long.BYTES;

  private final Path journal;
  private final Path kept;
  private final Path home;
  private final Map<Long, Path> files = new HashMap<>();
  private final Map<Long, Long> durableUntil = new HashMap<>();
  private final Map<Long, TreeMap<Long, Long>> durable = new HashMap<>();
  private long namesUntil;

  LostWrites(DiskLayer layer, Path home) {
    this(layer.journal(), layer.kept(), home);
  }

  LostWrites(Path journal, Path kept, Path home) {
    this.journal = journal;
    this.kept = kept;
    this.home = home;
  }

  /**
   * @param at where the record stands in the journal
   */
  private record Entry(
      long at, long kind, long inode, long offset, long length, long size, byte[] bytes) {
    String[] paths() {
      return new String(bytes, UTF_8).split("\0");
    }
  }

  /** Answers how many writes were lost. */
  int takeBack() throws IOException {
    List<Entry> entries = read();
    find(home);
    find(kept);
    for (Entry entry : entries) {
      if (entry.kind == SYNCED) {
        durableUntil.merge(entry.inode, entry.offset, Math::max);
        namesUntil = Math.max(namesUntil, entry.offset);
      }
    }
    int lost = 0;
    for (int i = entries.size() - 1; i >= 0; i--) {
      lost += takeBack(entries.get(i)) ? 1 : 0;
    }
    clear();
    return lost;
  }

  private List<Entry> read() throws IOException {
    List<Entry> entries = new ArrayList<>();
    ByteBuffer all = DiskLayer.native64(Files.readAllBytes(journal));
    while (all.remaining() >= HEAD) {
      long at = all.position();
      long[] head = new long[7];
      for (int i = 0; i < head.length; i++) {
        head[i] = all.getLong();
      }
      if (head[6] > all.remaining()) {
        break; // killed before the record was whole, and so before what it tells of
      }
      byte[] bytes = new byte[(int) head[6]];
      all.get(bytes);
      entries.add(new Entry(at, head[0], head[2], head[3], head[4], head[5], bytes));
    }
    return entries;
  }

  private void find(Path folder) throws IOException {
    try (Stream<Path> there = Files.walk(folder)) {
      for (Path file : there.filter(Files::isRegularFile).toList()) {
        files.put((Long) Files.getAttribute(file, "unix:ino"), file);
      }
    }
  }

  private boolean takeBack(Entry entry) throws IOException {
    boolean lostName = entry.at >= namesUntil;
    switch ((int) entry.kind) {
      case DURABLE -> keepRange(entry);
      case WRITE -> {
        if (entry.at >= durableUntil.getOrDefault(entry.inode, 0L)) {
          restore(entry);
          return true;
        }
      }
      case CREATED -> {
        if (lostName) {
          Files.deleteIfExists(Path.of(entry.paths()[0]));
        }
      }
      case REMOVED -> {
        Path path = Path.of(entry.paths()[0]);
        if (lostName && Files.notExists(path)) {
          Files.createLink(path, Path.of(entry.paths()[1]));
        }
      }
      case RENAMED -> {
        Path now = Path.of(entry.paths()[1]);
        if (lostName && Files.exists(now)) {
          Files.move(now, Path.of(entry.paths()[0]));
        }
      }
      default -> {}
    }
    return false;
  }

  private void keepRange(Entry entry) {
    durable
        .computeIfAbsent(entry.inode, any -> new TreeMap<>())
        .merge(entry.offset, entry.offset + entry.length, Math::max);
  }

  /** Puts back what was there before, but where something later is durable. */
  private void restore(Entry entry) throws IOException {
    Path file = files.get(entry.inode);
    if (file == null || Files.notExists(file)) {
      return;
    }
    TreeMap<Long, Long> ranges = durable.getOrDefault(entry.inode, new TreeMap<>());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long position = entry.offset;
      long end = entry.offset + entry.bytes.length;
      while (position < end) {
        long from = position;
        Map.Entry<Long, Long> over = ranges.floorEntry(from);
        if (over != null && over.getValue() > from) {
          position = over.getValue();
          continue;
        }
        Long next = ranges.higherKey(from);
        position = next == null ? end : Math.min(end, next);
        int start = (int) (from - entry.offset);
        channel.write(ByteBuffer.wrap(entry.bytes, start, (int) (position - from)), from);
      }
      long size = ranges.values().stream().mapToLong(each -> each).reduce(entry.size, Math::max);
      if (channel.size() > size) {
        channel.truncate(size);
      }
    }
  }

  private void clear() throws IOException {
    Files.write(journal, new byte[0]);
    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
