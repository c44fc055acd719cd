// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The archive of classes from which the JVM of the next start takes those of its class path parsed,
 * checked and laid out. It is made once, by another process of the lowest priority, from the list
 * of classes that this JVM writes. Nothing depends on it: without it a start takes longer.
 *
 * @param list which this JVM writes, beside the archive
 * @param key what it was made of and for; {@code bin/parley} uses none that has another
 */
record ClassArchive(Path list, String key) {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String USUAL_DELAY = "60";
  private static final String ARCHIVE = "classes.jsa";
  private static final String KEY = "classes.key";

  /** One to be made, when this JVM was told to write its list. */
  static Optional<ClassArchive> asked() {
    String key = System.getProperty("parley.classes.key", "");
    String list = System.getProperty("parley.classes.list", "");
    return key.isEmpty() ? Optional.empty() : Optional.of(new ClassArchive(Path.of(list), key));
  }

  /** Deletes the lists of hubs in this home that ended before they made an archive of them. */
  void forgetOthers() {
    try (DirectoryStream<Path> lists =
        Files.newDirectoryStream(list.resolveSibling("."), "classes.*.list*")) {
      for (Path each : lists) {
        if (!each.getFileName().equals(list.getFileName())) {
          Files.deleteIfExists(each);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins a while after the start, of which it shall take nothing. */
  void makeLater() {
    String after = System.getProperty("parley.classes.after", USUAL_DELAY);
    if (after.equals("never")) {
      return;
    }
    Thread maker = new Thread(() -> makeAfter(Long.parseLong(after)), "parley-class-archive");
    maker.setDaemon(true);
    maker.start();
  }

  private void makeAfter(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
      make();
    } catch (IOException e) {
      System.err.println("The archive of classes could not be made, starts take longer: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void make() throws IOException, InterruptedException {
    Path whole = wholeLines();
    Path made = list.resolveSibling(ARCHIVE + ".new");
    Files.deleteIfExists(made);
    Process process =
        new ProcessBuilder(command(whole, made))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    } else if (process.exitValue() == 0) {
      Files.deleteIfExists(list.resolveSibling(KEY)); // never one with the archive of another
      Files.move(made, list.resolveSibling(ARCHIVE), StandardCopyOption.ATOMIC_MOVE);
      Files.writeString(list.resolveSibling(KEY), key);
    }
    Files.deleteIfExists(whole);
    Files.deleteIfExists(list);
  }

  /** The JVM goes on writing to its list, and may be in the middle of a line. */
  private Path wholeLines() throws IOException {
    String written = Files.readString(list);
    Path whole = list.resolveSibling(list.getFileName() + ".whole");
    return Files.writeString(whole, written.substring(0, written.lastIndexOf('\n') + 1));
  }

  private static List<String> command(Path list, Path made) {
    List<String> command = new ArrayList<>();
    if (isExecutable("nice")) {
      command.addAll(List.of("nice", "-n", "19"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(collector());
    command.addAll(
        List.of(
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + list,
            "-XX:SharedArchiveFile=" + made,
            "-cp",
            System.getProperty("java.class.path")));
    return command;
  }

  /** An archive made under another collector is of less use. */
  private static List<String> collector() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.matches("-XX:\\+Use\\w+GC"))
        .toList();
  }

  private static boolean isExecutable(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
