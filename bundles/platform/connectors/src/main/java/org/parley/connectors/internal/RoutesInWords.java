// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.List;
import java.util.Optional;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;

/** Writes routes as a person reads them, one step a line. */
final class RoutesInWords {
  private static final String INDENT = "  ";

  private RoutesInWords() {}

  /**
   * @param name of the route, as in its id
   */
  static void write(StringBuilder out, String name, RouteDefinition route) {
    out.append(name).append('\n');
    route.getOutputs().forEach(step -> write(out, step, INDENT));
  }

  /** What surrounds a step in Camel's own model, such as error handling, is the hub's. */
  private static void write(StringBuilder out, ProcessorDefinition<?> step, String indent) {
    if (step.isAbstract()) {
      return;
    }
    String words = Optional.ofNullable(step.getDescriptionText()).orElseGet(() -> label(step));
    if (!words.isEmpty()) {
      out.append(indent).append(words).append('\n');
    }
    List<ProcessorDefinition<?>> inner = step.getOutputs();
    if (inner != null) {
      inner.forEach(each -> write(out, each, words.isEmpty() ? indent : indent + INDENT));
    }
  }

  /** A step in Java without a description has no words of its own. */
  private static String label(ProcessorDefinition<?> step) {
    String label = step.getLabel();
    String kind = step.getShortName();
    if (label.contains("$$Lambda") || label.contains("@")) {
      return kind;
    }
    return label.startsWith(kind) ? label : kind + " " + label;
  }
}
