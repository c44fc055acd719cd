// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The process may open no more files and connections than it has open. */
final class FileHandles implements Fault {
  private String before = "";

  @Override
  public String name() {
    return "file-handles";
  }

  @Override
  public String deed() {
    return "the process may have no more files and connections open than it has";
  }

  @Override
  public Optional<String> obstacle() {
    return Shell.lacks("prlimit");
  }

  /** Numbers below the limit that are free can be taken still, so it is the least that is. */
  @Override
  public void strike(Victim hub) throws IOException, InterruptedException {
    before = Shell.run("prlimit", pid(hub), "--nofile", "--noheadings", "--output=SOFT");
    Shell.run("prlimit", pid(hub), "--nofile=" + open(hub) + ":");
  }

  @Override
  public void heal(Victim hub) throws IOException, InterruptedException {
    Shell.run("prlimit", pid(hub), "--nofile=" + before.strip() + ":");
  }

  private static String pid(Victim hub) {
    return "--pid=" + hub.pid();
  }

  private static long open(Victim hub) throws IOException {
    try (Stream<Path> handles = Files.list(Path.of("/proc/" + hub.pid() + "/fd"))) {
      return handles.count();
    }
  }
}
