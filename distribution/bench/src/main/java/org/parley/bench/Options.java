// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the command line asks for.
 *
 * @param names of the benchmarks, in order
 * @param quick whether it shall only be seen that they work
 * @param rounds how often each thing is measured, instead of the usual
 * @param write whether the document is written
 */
record Options(List<String> names, boolean quick, OptionalInt rounds, boolean write) {

  Options {
    names = List.copyOf(names);
  }

  static Options parse(List<String> arguments, List<String> known) {
    List<String> names = new ArrayList<>();
    boolean quick = false;
    boolean write = false;
    OptionalInt rounds = OptionalInt.empty();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "--quick" -> quick = true;
        case "--write" -> write = true;
        case "--rounds" -> rounds = OptionalInt.of(number(rest));
        case "all" -> names.addAll(known);
        default -> names.add(check(argument, known));
      }
    }
    if (names.isEmpty()) {
      throw new BenchFailed("Name a benchmark: " + String.join(", ", known) + ", all");
    }
    return new Options(names, quick, rounds, write);
  }

  private static String check(String name, List<String> known) {
    if (!known.contains(name)) {
      throw new BenchFailed(
          "'" + name + "' is unknown; there are " + known + ", --quick, --rounds N, --write");
    }
    return name;
  }

  private static int number(Iterator<String> rest) {
    String number = rest.hasNext() ? rest.next() : "";
    if (!number.matches("[1-9][0-9]{0,3}")) {
      throw new BenchFailed("--rounds is '" + number + "'; a number from 1 is right");
    }
    return Integer.parseInt(number);
  }

  /** The command that does the same again. */
  String command(String name) {
    StringBuilder command = new StringBuilder("./parley bench ").append(name);
    rounds.ifPresent(count -> command.append(" --rounds ").append(count));
    return command.append(quick ? " --quick" : "").append(write ? " --write" : "").toString();
  }
}
