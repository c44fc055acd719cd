// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/**
 * The hub's master keys: the present one first, then those that secrets may still be encrypted
 * under while they are encrypted anew. They lie in a file of the home that only its owner may read,
 * or come from the environment.
 */
final class MasterKeys {
  private static final String VARIABLE = "PARLEY_MASTER_KEY";
  private static final int BYTES = 32;

  private final Path file;
  private final String given;
  private List<MasterKey> keys;

  /**
   * @param file where they lie unless the environment gives them
   * @param environment of the process
   */
  MasterKeys(Path file, Map<String, String> environment) {
    this.file = file;
    this.given = environment.getOrDefault(VARIABLE, "").strip();
    this.keys = given.isEmpty() ? load(file) : parse(VARIABLE, given.split(",", -1));
  }

  /** The key that secrets are encrypted under; made when there is none yet. */
  synchronized MasterKey present() {
    if (keys.isEmpty()) {
      add();
    }
    return keys.get(0);
  }

  synchronized Optional<MasterKey> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** Puts a new key before the others. */
  synchronized void add() {
    if (!given.isEmpty()) {
      if (keys.size() > 1) {
        return;
      }
      throw new ParleyException(
          Fault.SETTINGS,
          VARIABLE
              + " holds one key; a new one, a comma and the old one are expected for rotation");
    }
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    List<MasterKey> more = new ArrayList<>(List.of(new MasterKey(bytes)));
    more.addAll(keys);
    save(more);
    keys = List.copyOf(more);
  }

  /** Forgets all but the present key: nothing is encrypted under the others any more. */
  synchronized void dropOld() {
    List<MasterKey> one = keys.subList(0, 1);
    if (given.isEmpty()) {
      save(one);
    }
    keys = List.copyOf(one);
  }

  private void save(List<MasterKey> all) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, all.stream().map(MasterKey::text).toList(), StandardCharsets.UTF_8);
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Master key file '%s' cannot be written".formatted(file), e);
    }
  }

  private static List<MasterKey> load(Path file) {
    try {
      if (Files.notExists(file)) {
        return List.of();
      }
      var mode = Files.getPosixFilePermissions(file);
      if (!PosixFilePermissions.fromString("rw-------").containsAll(mode)) {
        throw new ParleyException(
            Fault.SETTINGS,
            "Master key file '%s' has mode '%s'; only its owner may read it: chmod 600"
                .formatted(file, PosixFilePermissions.toString(mode)));
      }
      return parse("Master key file '%s'".formatted(file), lines(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Master key file '%s' cannot be read".formatted(file), e);
    }
  }

  private static String[] lines(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .filter(line -> !line.isBlank())
        .toArray(String[]::new);
  }

  private static List<MasterKey> parse(String place, String[] texts) {
    try {
      List<MasterKey> keys =
          Arrays.stream(texts)
              .map(text -> new MasterKey(Base64.getDecoder().decode(text.strip())))
              .toList();
      if (keys.stream().allMatch(key -> key.bytes().length == BYTES)) {
        return keys;
      }
    } catch (IllegalArgumentException e) {
      throw new ParleyException(Fault.SETTINGS, message(place), e);
    }
    throw new ParleyException(Fault.SETTINGS, message(place));
  }

  private static String message(String place) {
    return place + " is not valid; 32 bytes in base64 are expected for each key";
  }
}
