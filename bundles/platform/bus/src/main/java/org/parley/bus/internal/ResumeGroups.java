// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.bus.BusDesk;
import org.parley.api.control.ControlVerb;

/** {@code bin/parley resume}: what goes out waits after a restore until somebody has compared. */
@Component
public final class ResumeGroups implements ControlVerb {
  private static final String ALL = "all";

  private final BusDesk desk;

  @Activate
  public ResumeGroups(@Reference BusDesk desk) {
    this.desk = desk;
  }

  @Override
  public String verb() {
    return "resume";
  }

  @Override
  public String help() {
    return "names what waits since a restore; resume all, or resume GROUP, lets it go on";
  }

  @Override
  public String run(List<String> arguments) {
    List<String> held = desk.heldByRestore();
    if (arguments.isEmpty()) {
      return held.isEmpty() ? "Nothing waits since a restore" : waiting(held);
    }
    List<String> chosen = arguments.equals(List.of(ALL)) ? held : arguments;
    chosen.forEach(desk::resume);
    return chosen.isEmpty() ? "Nothing waits since a restore" : "Resumed" + lines(chosen);
  }

  private static String waiting(List<String> held) {
    return """
    The database was put back from a backup; what was sent after that backup is unknown to it.
    Compare what the other systems hold, then let these go on with 'resume all' or 'resume GROUP':%s"""
        .formatted(lines(held));
  }

  private static String lines(List<String> groups) {
    return "\n  " + String.join("\n  ", groups);
  }
}
