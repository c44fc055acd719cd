// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the command line asks for.
 *
 * @param names of the faults, in order
 * @param rounds how often each strikes, instead of the usual
 * @param write whether the document is written
 */
record Options(List<String> names, OptionalInt rounds, long seed, Duration atLeast, boolean write) {
  Options {
    names = List.copyOf(names);
  }

  static Options parse(List<String> arguments, List<String> known) {
    List<String> names = new ArrayList<>();
    OptionalInt rounds = OptionalInt.empty();
    long seed = System.nanoTime() & 0xffff;
    Duration atLeast = Duration.ZERO;
    boolean write = false;
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "--write" -> write = true;
        case "--rounds" -> rounds = OptionalInt.of(number(argument, rest));
        case "--seed" -> seed = number(argument, rest);
        case "--minutes" -> atLeast = Duration.ofMinutes(number(argument, rest));
        case "all" -> names.addAll(known);
        default -> names.add(check(argument, known));
      }
    }
    if (names.isEmpty()) {
      throw new ChaosFailed("Name a fault: " + String.join(", ", known) + ", all");
    }
    return new Options(names, rounds, seed, atLeast, write);
  }

  private static String check(String name, List<String> known) {
    if (!known.contains(name)) {
      throw new ChaosFailed(
          "'%s' is unknown; there are %s, all, --rounds N, --seed S, --minutes M, --write"
              .formatted(name, String.join(", ", known)));
    }
    return name;
  }

  private static int number(String option, Iterator<String> rest) {
    String number = rest.hasNext() ? rest.next() : "";
    if (!number.matches("[1-9][0-9]{0,6}")) {
      throw new ChaosFailed(option + " is '" + number + "'; a number from 1 is right");
    }
    return Integer.parseInt(number);
  }

  /** How often a fault strikes. */
  Plan plan(int usual) {
    return new Plan(rounds.orElse(usual), atLeast, seed);
  }
}
