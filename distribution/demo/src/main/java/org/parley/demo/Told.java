// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import java.io.PrintStream;
import java.net.URI;

/** What the demo tells, step by step. */
final class Told {
  private final PrintStream out;
  private volatile String current = "before the dialogue";
  private int steps;

  Told(PrintStream out) {
    this.out = out;
  }

  void step(String what) {
    steps++;
    current = what;
    out.printf("%n%2d  %s%n", steps, what);
  }

  /** What is being played. */
  String current() {
    return current;
  }

  void see(String what, URI where) {
    out.printf("    %-22s %s%n", what, where);
  }

  void note(String what) {
    out.printf("    %s%n", what);
  }
}
