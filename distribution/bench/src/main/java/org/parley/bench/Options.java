// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the command line asks for.
 *
 * @param names of the benchmarks, in order
 * @param quick whether it shall only be seen that they work
 * @param rounds how often each thing is measured, or for how many minutes, instead of the usual
 * @param sizes how many links and profiles there are, for each series of growth; empty for the
 *     usual
 * @param write whether the document is written
 */
record Options(
    List<String> names, boolean quick, OptionalInt rounds, List<Integer> sizes, boolean write) {
  /** Takes minutes in place of rounds, half an hour of them, and is not among all. */
  private static final String LONG = "soak";

  Options {
    names = List.copyOf(names);
    sizes = List.copyOf(sizes);
  }

  static Options parse(List<String> arguments, List<String> known) {
    List<String> names = new ArrayList<>();
    boolean quick = false;
    boolean write = false;
    OptionalInt rounds = OptionalInt.empty();
    List<Integer> sizes = List.of();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "--quick" -> quick = true;
        case "--write" -> write = true;
        case "--rounds", "--minutes" -> rounds = OptionalInt.of(number(rest, argument));
        case "--sizes" -> sizes = numbers(rest);
        case "all" -> known.stream().filter(name -> !name.equals(LONG)).forEach(names::add);
        default -> names.add(check(argument, known));
      }
    }
    if (names.isEmpty()) {
      throw new BenchFailed("Name a benchmark: " + String.join(", ", known) + ", all");
    }
    return new Options(names, quick, rounds, sizes, write);
  }

  private static String check(String name, List<String> known) {
    if (!known.contains(name)) {
      throw new BenchFailed(
          "'"
              + name
              + "' is unknown; there are "
              + known
              + ", --quick, --rounds N, --minutes N, --sizes N,N, --write");
    }
    return name;
  }

  private static int number(Iterator<String> rest, String option) {
    String number = rest.hasNext() ? rest.next() : "";
    if (!number.matches("[1-9][0-9]{0,3}")) {
      throw new BenchFailed(option + " is '" + number + "'; a number from 1 is right");
    }
    return Integer.parseInt(number);
  }

  private static List<Integer> numbers(Iterator<String> rest) {
    String numbers = rest.hasNext() ? rest.next() : "";
    if (!numbers.matches("[1-9][0-9]{0,7}(,[1-9][0-9]{0,7})*")) {
      throw new BenchFailed(
          "--sizes is '" + numbers + "'; numbers such as 10000,1000000 are right");
    }
    return Arrays.stream(numbers.split(",")).map(Integer::valueOf).toList();
  }

  /** The command that does the same again. */
  String command(String name) {
    StringBuilder command = new StringBuilder("./parley bench ").append(name);
    String unit = name.equals(LONG) ? " --minutes " : " --rounds ";
    rounds.ifPresent(count -> command.append(unit).append(count));
    if (!sizes.isEmpty()) {
      command.append(" --sizes ").append(sizes.toString().replaceAll("[^0-9,]", ""));
    }
    return command.append(quick ? " --quick" : "").append(write ? " --write" : "").toString();
  }
}
