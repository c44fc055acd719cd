// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.InvalidInput;
import org.parley.api.control.ControlVerb;
import org.parley.api.store.StoreDesk;

/** {@code bin/parley backup <folder>}. */
@Component
public final class BackupVerb implements ControlVerb {
  private final StoreDesk desk;

  @Activate
  public BackupVerb(@Reference StoreDesk desk) {
    this.desk = desk;
  }

  @Override
  public String verb() {
    return "backup";
  }

  @Override
  public String help() {
    return "backup <folder>: copies the database into a new folder while the hub goes on";
  }

  @Override
  public String run(List<String> arguments) {
    if (arguments.size() != 1) {
      throw new InvalidInput("folder", "One folder is needed: " + help());
    }
    StoreDesk.Backup made = desk.backup(folder(arguments.get(0)));
    return """
        Backed up the database as of %s into '%s' (%d kB, checked by SHA256SUMS).
        Settings and the master key are not part of it: keep copies of 'conf' and 'keys' apart from it."""
        .formatted(made.at(), made.folder(), made.bytes() / 1024);
  }

  private static Path folder(String argument) {
    try {
      return Path.of(argument);
    } catch (InvalidPathException e) {
      throw new InvalidInput("folder", "'" + argument + "' is no path: " + e.getReason());
    }
  }
}
