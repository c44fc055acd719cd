// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;
import org.osgi.framework.connect.ConnectContent;

/** The content of a bundle whose jar lies on the class path of the JVM. */
final class SharedContent implements ConnectContent {
  private final Path jar;
  private @Nullable JarFile open;

  SharedContent(Path jar) {
    this.jar = jar;
  }

  @Override
  public synchronized void open() throws IOException {
    if (open == null) {
      open = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  private synchronized JarFile content() {
    if (open == null) {
      throw new IllegalStateException("Bundle '" + jar + "' is closed");
    }
    return open;
  }

  /** Those of its manifest. What is nested in the bundle lies on the class path itself. */
  @Override
  public Optional<Map<String, String>> getHeaders() {
    Map<String, String> headers = new HashMap<>();
    try {
      content()
          .getManifest()
          .getMainAttributes()
          .forEach((name, value) -> headers.put(name.toString(), value.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    headers.remove(Constants.BUNDLE_CLASSPATH);
    return Optional.of(headers);
  }

  @Override
  public Iterable<String> getEntries() {
    return content().stream().map(ZipEntry::getName)::iterator;
  }

  @Override
  public Optional<ConnectEntry> getEntry(String path) {
    String name = path.startsWith("/") ? path.substring(1) : path;
    return Optional.ofNullable(content().getEntry(name)).map(Entry::new);
  }

  @Override
  public Optional<ClassLoader> getClassLoader() {
    return Optional.of(ClassLoader.getSystemClassLoader());
  }

  private final class Entry implements ConnectEntry {
    private final ZipEntry entry;

    Entry(ZipEntry entry) {
      this.entry = entry;
    }

    @Override
    public String getName() {
      return entry.getName();
    }

    @Override
    public long getContentLength() {
      return entry.getSize();
    }

    @Override
    public long getLastModified() {
      return entry.getTime();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return content().getInputStream(entry);
    }
  }
}
