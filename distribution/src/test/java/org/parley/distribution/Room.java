// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the bundles of a room may import: the table of docs/architecture.md. */
enum Room {
  /** The language: nothing but the JDK, constraints and Camel's own api. */
  API(List.of("org.parley.api", "org.parley.connector", "jakarta.validation", "org.apache.camel")),
  /** Each owns one subject and knows the others by the api alone. */
  CORE(List.of("org.parley.api", "jakarta.validation", "org.slf4j", "org.osgi.framework")),
  /** Each owns one system; its own libraries are nested. */
  CONNECTOR(
      List.of(
          "org.parley.api",
          "org.parley.connector",
          "org.apache.camel",
          "jakarta.validation",
          "jakarta.mail",
          "jakarta.activation",
          "com.fasterxml.jackson",
          "org.osgi.framework",
          "org.slf4j")),
  /** Pages and nothing else. */
  CONSOLE(
      List.of("org.parley.api", "jakarta.validation", "jakarta.servlet", "org.slf4j", "org.osgi")),
  /** Runs and serves the others: the api and libraries, and nothing of the core. */
  PLATFORM(List.of(""));

  private static final Set<String> JDK =
      ModuleLayer.boot().modules().stream()
          .filter(module -> module.getName().matches("(java|jdk)\\..*"))
          .flatMap(module -> module.getPackages().stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> CORE_BUNDLES =
      Set.of(
          "campaigns",
          "landing",
          "lead-routing",
          "listening",
          "measurement",
          "profiling",
          "shortening");

  private final List<String> allowed;

  Room(List<String> allowed) {
    this.allowed = allowed;
  }

  static Room of(BuiltBundle bundle) {
    String name = bundle.name().substring("org.parley.".length());
    if (name.equals("api")) {
      return API;
    }
    if (name.equals("console")) {
      return CONSOLE;
    }
    if (CORE_BUNDLES.contains(name)) {
      return CORE;
    }
    return name.startsWith("connector.") ? CONNECTOR : PLATFORM;
  }

  /** The imports that the room does not allow. */
  Set<String> refuses(BuiltBundle bundle) {
    Set<String> refused = new TreeSet<>();
    for (String imported : bundle.imports()) {
      boolean everywhere = JDK.contains(imported) || imported.equals("org.jspecify.annotations");
      boolean ours = imported.startsWith("org.parley.");
      boolean fine = allowed.stream().anyMatch(imported::startsWith);
      boolean api =
          imported.startsWith("org.parley.api") || imported.equals("org.parley.connector");
      if (!everywhere && (!fine || (ours && !api))) {
        refused.add(imported);
      }
    }
    return refused;
  }
}
