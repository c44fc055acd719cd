// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the bundles of a room may import: the table of docs/architecture.md. */
enum Room {
  /** The language: nothing but the JDK, constraints and Camel's own api. */
  API(List.of("org.parley.api", "org.parley.connector", "jakarta.validation", "org.apache.camel")),
  /** The engine and the packs know libraries and, to find its routes, the connector SPI. */
  CAMEL(
      List.of(
          "org.parley.connector",
          "org.apache.camel",
          "com.fasterxml.jackson",
          "jakarta.servlet",
          "jakarta.activation",
          "org.osgi.framework",
          "org.slf4j")),
  /** Owns the database and knows nothing of what is kept in it. */
  STORE(
      List.of(
          "org.parley.api",
          "com.zaxxer.hikari",
          "com.fasterxml.jackson",
          "org.apache.felix.hc",
          "org.osgi",
          "org.slf4j")),
  BUS(
      List.of(
          "org.parley.api",
          "org.parley.connector",
          "org.apache.camel",
          "com.fasterxml.jackson",
          "org.apache.felix.hc",
          "org.slf4j")),
  /** How the bus speaks to a broker, with its client nested. */
  BUS_KAFKA(
      List.of("org.parley.api", "com.fasterxml.jackson", "org.osgi.framework", "org.slf4j"),
      List.of("org.parley.api.store")),
  /** What surrounds every connector. */
  CONNECTORS(
      List.of(
          "org.parley.api",
          "org.parley.connector",
          "org.apache.camel",
          "org.apache.felix.hc",
          "com.fasterxml.jackson",
          "jakarta.validation",
          "org.osgi.framework",
          "org.slf4j")),
  /** Makes connectors of manifests; a client of the SPI as they are. */
  DECLARATIVE(
      List.of(
          "org.parley.api",
          "org.parley.connector",
          "org.apache.camel",
          "com.fasterxml.jackson",
          "org.osgi.framework",
          "org.osgi.util.tracker",
          "org.slf4j"),
      List.of("org.parley.api.store", "org.parley.api.control")),
  SECURITY(List.of("org.parley.api", "jakarta.validation", "org.osgi.framework", "org.slf4j")),
  /** Transport: Jetty, REST, redirect, collect. */
  WEB(
      List.of(
          "org.parley.api",
          "org.parley.connector",
          "org.apache.camel",
          "com.fasterxml.jackson",
          "jakarta.servlet",
          "jakarta.validation",
          "org.hibernate.validator",
          "org.apache.felix",
          "org.brotli.dec",
          "org.conscrypt",
          "org.eclipse.jetty",
          "org.osgi.framework",
          "org.slf4j")),
  /** Answers {@code bin/parley}. */
  CONTROL(List.of("org.parley.api", "org.osgi", "org.slf4j"), List.of("org.parley.api.store")),
  /** Pages and nothing else. */
  CONSOLE(
      List.of("org.parley.api", "jakarta.validation", "jakarta.servlet", "org.slf4j", "org.osgi")),
  /** Each owns one subject and knows the others by the api alone. */
  CORE(List.of("org.parley.api", "jakarta.validation", "org.slf4j", "org.osgi.framework")),
  /** Each owns one system; its own libraries are nested, and it never sees the database. */
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
          "org.slf4j"),
      List.of("org.parley.api.store", "org.parley.api.control"));

  private static final Set<String> JDK =
      ModuleLayer.boot().modules().stream()
          .filter(module -> module.getName().matches("(java|jdk)\\..*"))
          .flatMap(module -> module.getPackages().stream())
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<String, Room> BY_NAME =
      Map.ofEntries(
          Map.entry("api", API),
          Map.entry("store", STORE),
          Map.entry("bus", BUS),
          Map.entry("bus-kafka", BUS_KAFKA),
          Map.entry("connectors", CONNECTORS),
          Map.entry("declarative", DECLARATIVE),
          Map.entry("security", SECURITY),
          Map.entry("web", WEB),
          Map.entry("control", CONTROL),
          Map.entry("console", CONSOLE),
          Map.entry("campaigns", CORE),
          Map.entry("landing", CORE),
          Map.entry("lead-routing", CORE),
          Map.entry("listening", CORE),
          Map.entry("measurement", CORE),
          Map.entry("profiling", CORE),
          Map.entry("shortening", CORE));

  private final List<String> allowed;
  private final List<String> but;

  Room(List<String> allowed) {
    this(allowed, List.of());
  }

  /**
   * @param allowed packages, each with those below it
   * @param but those below them that are not
   */
  Room(List<String> allowed, List<String> but) {
    this.allowed = allowed;
    this.but = but;
  }

  static Room of(BuiltBundle bundle) {
    String name = bundle.name().substring("org.parley.".length());
    if (name.startsWith("connector.")) {
      return CONNECTOR;
    }
    if (name.startsWith("camel.")) {
      return CAMEL;
    }
    Room room = BY_NAME.get(name);
    if (room == null) {
      throw new AssertionError("Bundle '" + bundle.name() + "' has no room; give it one here");
    }
    return room;
  }

  /** The imports that the room does not allow. */
  Set<String> refuses(BuiltBundle bundle) {
    Set<String> refused = new TreeSet<>();
    for (String imported : bundle.imports()) {
      boolean everywhere = JDK.contains(imported) || imported.equals("org.jspecify.annotations");
      if (!everywhere && (!lies(imported, allowed) || lies(imported, but))) {
        refused.add(imported);
      }
    }
    return refused;
  }

  private static boolean lies(String imported, List<String> packages) {
    return packages.stream()
        .anyMatch(each -> imported.equals(each) || imported.startsWith(each + "."));
  }
}
