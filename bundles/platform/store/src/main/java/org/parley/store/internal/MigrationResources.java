// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Collection;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** A room's files as Flyway asks for them, so that it need not know where bundles keep them. */
final class MigrationResources implements ResourceProvider {
  private final MigrationFiles files;

  MigrationResources(MigrationFiles files) {
    this.files = files;
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    String text = files.files().get(name);
    return text == null ? null : new File(files.room(), name, text);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return files.files().entrySet().stream()
        .filter(file -> file.getKey().startsWith(prefix))
        .filter(file -> Arrays.stream(suffixes).anyMatch(file.getKey()::endsWith))
        .<LoadableResource>map(file -> new File(files.room(), file.getKey(), file.getValue()))
        .toList();
  }

  private static final class File extends LoadableResource {
    private final String room;
    private final String name;
    private final String text;

    File(String room, String name, String text) {
      this.room = room;
      this.name = name;
      this.text = text;
    }

    @Override
    public Reader read() {
      return new StringReader(text);
    }

    @Override
    public String getAbsolutePath() {
      return "db/" + room + "/" + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return getAbsolutePath();
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
