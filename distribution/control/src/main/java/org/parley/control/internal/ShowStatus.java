// SPDX-License-Identifier: Apache-2.0
package org.parley.control.internal;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.parley.api.control.ControlVerb;
import org.parley.api.control.Health;

/** Says what runs, where, and whether a bundle or component is missing something. */
@Component
public final class ShowStatus implements ControlVerb {
  private static final long MEGABYTE = 1024 * 1024;

  private final BundleContext context;
  private final ServiceComponentRuntime components;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable Health health;

  @Activate
  public ShowStatus(BundleContext context, @Reference ServiceComponentRuntime components) {
    this.context = context;
    this.components = components;
  }

  @Override
  public String verb() {
    return "status";
  }

  @Override
  public String help() {
    return "says what runs, where, and whether all is well";
  }

  @Override
  public String run(List<String> arguments) {
    Health there = health;
    Runtime machine = Runtime.getRuntime();
    long used = (machine.totalMemory() - machine.freeMemory()) / MEGABYTE;
    return String.join(
        "\n",
        "Parley "
            + context.getProperty("parley.version")
            + " at "
            + context.getProperty("parley.url"),
        "Home        " + context.getProperty("parley.home"),
        "Process     "
            + ProcessHandle.current().pid()
            + ", up "
            + upTime()
            + ", Java "
            + Runtime.version(),
        "Health      " + (there == null ? HealthInWords.NOBODY : HealthInWords.of(there.look())),
        "Memory      " + used + " MB of at most " + machine.maxMemory() / MEGABYTE + " MB",
        "Bundles     " + bundles(),
        "Components  " + components());
  }

  private static String upTime() {
    Duration time = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    return time.toDays() > 0
        ? time.toDays() + " d " + time.toHoursPart() + " h"
        : time.toHours() > 0
            ? time.toHours() + " h " + time.toMinutesPart() + " min"
            : time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }

  private String bundles() {
    List<Bundle> down = Stream.of(context.getBundles()).filter(UnresolvedBundles::isDown).toList();
    int up = context.getBundles().length - down.size();
    return down.isEmpty() ? up + " up" : up + " up, " + down.size() + " down; 'why' names them";
  }

  private String components() {
    long waiting = new WaitingComponents(components).waiting().count();
    return waiting == 0 ? "all satisfied" : waiting + " waiting; 'why' names them";
  }
}
