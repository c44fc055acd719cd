// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The same sources make the same archive, byte for byte, in whatever folder they are built. */
@Tag("full")
class ReproducibleIT {
  private static final Set<String> NOT_SOURCES =
      Set.of(".git", ".parley", "node_modules", "target");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  @Test
  void twoBuildsMakeOneArchive() throws Exception {
    Path first = build("one");
    Path second = build("a-longer/name/for/two");

    assertThat(contents(second)).as("what the archives hold").isEqualTo(contents(first));
    assertThat(digest(second)).isEqualTo(digest(first));
  }

  /** Builds a copy of this checkout. */
  private Path build(String name) throws Exception {
    Path checkout = Files.createDirectories(folder.resolve(name));
    copySources(Path.of("..").toRealPath(), checkout);
    Path log = folder.resolve(checkout.getFileName() + ".log");
    var maven =
        new ProcessBuilder("mvn", "-B", "-o", "-Pquick", "-DskipTests", "package")
            .directory(checkout.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    assertThat(maven.start().waitFor()).as(() -> "build in '%s'".formatted(log)).isZero();
    Path archive = Path.of(System.getProperty("parley.archive"));
    return checkout.resolve("distribution/target").resolve(archive.getFileName());
  }

  private static void copySources(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes)
              throws IOException {
            if (!each.equals(from) && NOT_SOURCES.contains(each.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(each).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path each, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                each,
                to.resolve(from.relativize(each).toString()),
                StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Each file of an archive by its path, with its digest. */
  private Map<String, String> contents(Path archive) throws Exception {
    Path unpacked = Files.createTempDirectory(folder, "unpacked");
    int exitCode =
        new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", unpacked.toString())
            .inheritIO()
            .start()
            .waitFor();
    assertThat(exitCode).isZero();
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(unpacked)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(unpacked.relativize(file).toString(), digest(file));
      }
    }
    return contents;
  }

  private static String digest(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return "%064x".formatted(new BigInteger(1, digest.digest()));
  }
}
