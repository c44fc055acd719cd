// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was asked for on the command line, with the environment as its default. */
record Options(
    Path distribution,
    Path home,
    @Nullable String port,
    @Nullable String host,
    List<String> features,
    List<String> words) {
  private static final Set<String> KNOWN = Set.of("--port", "--host", "--home", "--feature");

  Options {
    features = List.copyOf(features);
    words = List.copyOf(words);
  }

  /**
   * Reads {@code --port}, {@code --host}, {@code --home} and {@code --feature} wherever they stand
   * before {@code --}; what is no option is a word.
   */
  static Options parse(List<String> arguments, Map<String, String> environment, Path distribution) {
    Map<String, String> values = new LinkedHashMap<>();
    List<String> features = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        words.add(argument);
        continue;
      }
      String name = argument.replaceFirst("=.*", "");
      requireKnown(name);
      String value =
          argument.contains("=") ? argument.substring(name.length() + 1) : next(arguments, ++i);
      if (name.equals("--feature")) {
        features.add(value);
      } else {
        values.put(name, value);
      }
    }
    String home = values.getOrDefault("--home", environment.getOrDefault("PARLEY_HOME", ""));
    return new Options(
        distribution,
        home.isBlank() ? distribution.resolve("data") : Path.of(home).toAbsolutePath().normalize(),
        values.get("--port"),
        values.get("--host"),
        features,
        words);
  }

  private static void requireKnown(String name) {
    if (!KNOWN.contains(name)) {
      throw new LaunchException(
          LaunchException.USAGE,
          "Option '" + name + "' is unknown; known are --port, --host, --home and --feature");
    }
  }

  private static String next(List<String> arguments, int index) {
    if (index >= arguments.size()) {
      throw new LaunchException(
          LaunchException.USAGE, "Option '" + arguments.get(index - 1) + "' needs a value");
    }
    return arguments.get(index);
  }
}
