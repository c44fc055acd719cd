// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of PostgreSQL, unpacked once for this machine and user.
 *
 * @param bin where the programs are
 * @param work a folder of the user that they run as
 */
public record PostgresBinaries(Path bin, Path work) {
  /** The user whom a server runs as for root. */
  public static final int NOBODY = 65_534;

  /** Unpacks them where nobody has yet. */
  public static PostgresBinaries unpacked() throws IOException {
    String archive = archive();
    URL resource = PostgresBinaries.class.getResource("/" + archive);
    if (resource == null) {
      throw new IOException("there are no binaries named " + archive + " for this system");
    }
    URLConnection connection = resource.openConnection();
    try (InputStream packed = connection.getInputStream()) {
      return unpack(packed, folder(connection.getContentLengthLong()));
    }
  }

  /** PostgreSQL refuses to run as root. */
  public static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** The beginning of a command that is to run as the owner of the work folder; may be added to. */
  public static List<String> asOwner() {
    String owner = "--reuid=" + NOBODY;
    return isRoot()
        ? new ArrayList<>(List.of("setpriv", owner, "--regid=" + NOBODY, "--clear-groups", "--"))
        : new ArrayList<>();
  }

  private static PostgresBinaries unpack(InputStream packed, Path folder) throws IOException {
    Path programs = folder.resolve("programs");
    Path work = folder.resolve("work");
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (!Files.isDirectory(programs)) {
        Path fresh = Files.createTempDirectory(folder, "fresh");
        untar(packed, fresh);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(work);
        if (isRoot()) {
          Files.setAttribute(work, "unix:uid", NOBODY);
        }
        Files.move(fresh, programs, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return new PostgresBinaries(programs.resolve("bin"), work);
  }

  private static Path folder(long size) throws IOException {
    String name = "parley-postgres-" + System.getProperty("user.name") + "-" + size;
    Path folder = Path.of(System.getProperty("java.io.tmpdir"), name);
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }

  private static String archive() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    return "postgres-" + (system.startsWith("mac") ? "darwin" : system) + "-" + machine + ".txz";
  }

  private static void untar(InputStream packed, Path into) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        place(tar, entry, into.resolve(entry.getName()));
      }
    }
  }

  private static void place(InputStream content, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      boolean program = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
