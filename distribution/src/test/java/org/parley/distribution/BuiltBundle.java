// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one built bundle says of itself.
 *
 * @param name its symbolic name
 * @param description for people
 * @param imports the packages that it imports
 * @param exports the packages that it exports
 * @param tables the tables that its migrations make and keep
 * @param texts every text constant of its own classes
 */
record BuiltBundle(
    String name,
    String description,
    Set<String> imports,
    Set<String> exports,
    Set<String> tables,
    String texts) {
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");
  private static final Pattern TABLE = Pattern.compile("(?i)(CREATE|DROP) TABLE\\s+([a-z_]+)");

  static BuiltBundle read(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      Set<String> tables = new TreeSet<>();
      Set<String> dropped = new TreeSet<>();
      StringBuilder texts = new StringBuilder();
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        if (entry.getName().matches("db/.+\\.sql")) {
          collectTables(text(jar, entry, UTF_8), tables, dropped);
        } else if (entry.getName().matches("org/parley/.+\\.class")) {
          texts.append(text(jar, entry, ISO_8859_1)).append('\n');
        }
      }
      tables.removeAll(dropped);
      return new BuiltBundle(
          value(manifest, "Bundle-SymbolicName").replaceAll(";.*", ""),
          value(manifest, "Bundle-Description"),
          packages(value(manifest, "Import-Package")),
          packages(value(manifest, "Export-Package")),
          tables,
          texts.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of the tables that its classes name. */
  Set<String> mentions(Collection<String> others) {
    Set<String> named = new TreeSet<>();
    for (String table : others) {
      if (Pattern.compile("\\b" + table + "\\b").matcher(texts).find()) {
        named.add(table);
      }
    }
    return named;
  }

  private static void collectTables(String sql, Set<String> made, Set<String> dropped) {
    for (Matcher matcher = TABLE.matcher(sql); matcher.find(); ) {
      boolean isMade = matcher.group(1).equalsIgnoreCase("CREATE");
      (isMade ? made : dropped).add(matcher.group(2));
    }
  }

  private static String text(JarFile jar, JarEntry entry, java.nio.charset.Charset charset)
      throws IOException {
    try (var in = jar.getInputStream(entry)) {
      return new String(in.readAllBytes(), charset);
    }
  }

  private static String value(Attributes manifest, String header) {
    String value = manifest.getValue(header);
    return value == null ? "" : value;
  }

  /** The names of the packages of a header; what stands in quotes may hold commas. */
  private static Set<String> packages(String header) {
    Set<String> packages = new TreeSet<>();
    for (String clause : QUOTED.matcher(header).replaceAll("").split(",")) {
      String name = clause.replaceAll(";.*", "").strip();
      if (!name.isEmpty()) {
        packages.add(name);
      }
    }
    return packages;
  }
}
