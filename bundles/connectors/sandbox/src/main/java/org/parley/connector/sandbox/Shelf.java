// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the other side has accepted: a file of JSON lines, on disk before anything is answered. It
 * recognises a key that it has seen, and counts how often that was needed.
 */
final class Shelf implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final FileChannel file;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Entry> byKey = new HashMap<>();
  private long repeats;

  Shelf(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      long whole = Files.exists(path) ? load(Files.readString(path)) : 0;
      file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      file.truncate(whole).position(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Accepts something under a key; what was accepted before is left as it is.
   *
   * @param kind such as {@code post}
   */
  synchronized Entry put(String kind, String account, String key, Map<String, Object> content) {
    Entry known = byKey.get(kind + " " + key);
    if (known != null) {
      repeats++;
      return known;
    }
    var entry =
        new Entry(entries.size() + 1L, kind, account, key, Instant.now().toString(), content);
    write(entry);
    add(entry);
    return entry;
  }

  synchronized List<Entry> all(String kind) {
    return entries.stream().filter(entry -> entry.kind().equals(kind)).toList();
  }

  synchronized Optional<Entry> find(String kind, String key) {
    return Optional.ofNullable(byKey.get(kind + " " + key));
  }

  /** How often something came again under a key that was known, since the hub started. */
  synchronized long repeats() {
    return repeats;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Entry entry) {
    try {
      ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(entry) + "\n").getBytes(UTF_8));
      while (line.hasRemaining()) {
        file.write(line);
      }
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line without its end was never answered for. */
  private long load(String text) throws JsonProcessingException {
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    for (String line : whole.lines().toList()) {
      add(JSON.readValue(line, Entry.class));
    }
    return whole.getBytes(UTF_8).length;
  }

  private void add(Entry entry) {
    entries.add(entry);
    byKey.put(entry.kind() + " " + entry.key(), entry);
  }

  /**
   * @param number from 1, in the order of acceptance
   */
  record Entry(
      long number,
      String kind,
      String account,
      String key,
      String at,
      Map<String, Object> content) {
    /** A text of the content, empty where there is none. */
    String text(String name) {
      Object value = content.get(name);
      return value == null ? "" : value.toString();
    }
  }
}
