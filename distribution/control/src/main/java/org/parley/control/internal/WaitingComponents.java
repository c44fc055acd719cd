// SPDX-License-Identifier: Apache-2.0
package org.parley.control.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Finds components that wait for a service or for settings, and follows the wait to its cause. */
final class WaitingComponents {
  private static final int RUNNING =
      ComponentConfigurationDTO.SATISFIED | ComponentConfigurationDTO.ACTIVE;

  private final ServiceComponentRuntime runtime;

  WaitingComponents(ServiceComponentRuntime runtime) {
    this.runtime = runtime;
  }

  /** Those that wait; not those that nobody has switched on by giving them settings. */
  Stream<ComponentDescriptionDTO> waiting() {
    return all().filter(this::isWaiting).filter(each -> !isOff(each));
  }

  private boolean isWaiting(ComponentDescriptionDTO component) {
    return isOff(component)
        || !runtime.isComponentEnabled(component)
        || runtime.getComponentConfigurationDTOs(component).stream()
            .anyMatch(each -> (each.state & RUNNING) == 0);
  }

  private boolean isOff(ComponentDescriptionDTO component) {
    return component.configurationPolicy.equals("require")
        && runtime.getComponentConfigurationDTOs(component).isEmpty();
  }

  private Stream<ComponentDescriptionDTO> all() {
    return runtime.getComponentDescriptionDTOs().stream();
  }

  /**
   * The components that bear a name or offer a service of that name, also given without its
   * package.
   */
  List<ComponentDescriptionDTO> named(String name) {
    return all()
        .filter(
            each ->
                matches(each.name, name)
                    || offers(each, name)
                    || matches(each.bundle.symbolicName, name))
        .toList();
  }

  private static boolean offers(ComponentDescriptionDTO component, String service) {
    return Arrays.stream(component.serviceInterfaces).anyMatch(each -> matches(each, service));
  }

  private static boolean matches(String fullName, String name) {
    return fullName.equals(name) || fullName.endsWith("." + name);
  }

  /**
   * The component and, indented under it, what it waits for; only its name when it waits for
   * nothing.
   */
  Stream<String> explain(ComponentDescriptionDTO component) {
    List<String> reasons = isWaiting(component) ? reasons(component, new HashSet<>()) : List.of();
    String name =
        "Component '" + component.name + "' of bundle '" + component.bundle.symbolicName + "'";
    return reasons.isEmpty()
        ? Stream.of(name + " is satisfied")
        : Stream.concat(Stream.of(name + " waits"), reasons.stream().map("  "::concat));
  }

  private List<String> reasons(ComponentDescriptionDTO component, Set<String> seen) {
    Collection<ComponentConfigurationDTO> configurations =
        runtime.getComponentConfigurationDTOs(component);
    if (!seen.add(component.bundle.id + component.name)) {
      return List.of("as said above");
    }
    if (!runtime.isComponentEnabled(component)) {
      return List.of("because it is disabled");
    }
    if (configurations.isEmpty()) {
      return component.configurationPolicy.equals("require")
          ? List.of(settings(component))
          : List.of();
    }
    List<String> reasons = new ArrayList<>();
    configurations.forEach(configuration -> addReasons(component, configuration, seen, reasons));
    return reasons;
  }

  private static String settings(ComponentDescriptionDTO component) {
    return "for settings of " + String.join(", ", component.configurationPid);
  }

  private void addReasons(
      ComponentDescriptionDTO component,
      ComponentConfigurationDTO configuration,
      Set<String> seen,
      List<String> reasons) {
    if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
      reasons.add(settings(component));
    }
    if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
      addFailure(component, configuration, seen, reasons);
    }
    for (UnsatisfiedReferenceDTO missing : configuration.unsatisfiedReferences) {
      String service = service(component, missing.name);
      String target = missing.target == null ? "" : " with " + missing.target;
      reasons.add("for service " + service + target);
      suppliers(service, seen).map("  "::concat).forEach(reasons::add);
    }
  }

  /** Whoever cannot get a service fails as well; the cause lies with those who offer it. */
  private void addFailure(
      ComponentDescriptionDTO component,
      ComponentConfigurationDTO configuration,
      Set<String> seen,
      List<String> reasons) {
    List<String> failed = failedServices(component).toList();
    for (String service : failed) {
      reasons.add("for service " + service);
      suppliers(service, seen).map("  "::concat).forEach(reasons::add);
    }
    if (failed.isEmpty()) {
      reasons.add("because it failed: " + cause(String.valueOf(configuration.failure)));
    }
  }

  /** What a component cannot do without and nobody can give it. */
  private Stream<String> failedServices(ComponentDescriptionDTO component) {
    return Arrays.stream(component.references)
        .filter(each -> each.cardinality.startsWith("1"))
        .map(each -> each.interfaceName)
        .distinct()
        .filter(service -> !waitingSuppliers(service).isEmpty());
  }

  /** The innermost cause of a stack trace, in its own words. */
  private static String cause(String failure) {
    String line =
        failure
            .lines()
            .filter(each -> each.startsWith("Caused by: "))
            .reduce((outer, inner) -> inner)
            .map(each -> each.substring("Caused by: ".length()))
            .orElseGet(() -> failure.lines().findFirst().orElse(""));
    return line.replaceFirst("^org\\.parley\\.api\\.\\w+: ", "");
  }

  private static String service(ComponentDescriptionDTO component, String reference) {
    return Arrays.stream(component.references)
        .filter(each -> each.name.equals(reference))
        .map((ReferenceDTO each) -> each.interfaceName)
        .findFirst()
        .orElse(reference);
  }

  private Stream<String> suppliers(String service, Set<String> seen) {
    List<ComponentDescriptionDTO> waiting = waitingSuppliers(service);
    if (waiting.isEmpty()) {
      boolean offered = all().anyMatch(each -> offers(each, service));
      return Stream.of(
          offered
              ? "which is offered, but not as it is wanted"
              : "which no component of a running bundle offers");
    }
    return waiting.stream()
        .flatMap(
            supplier ->
                Stream.concat(
                    Stream.of("offered by component '" + supplier.name + "', which waits"),
                    reasons(supplier, seen).stream().map("  "::concat)));
  }

  private List<ComponentDescriptionDTO> waitingSuppliers(String service) {
    return all().filter(each -> offers(each, service)).filter(this::isWaiting).toList();
  }

  /**
   * A component that waits for something that no waiting component would bring: where to look
   * first.
   */
  boolean isRoot(ComponentDescriptionDTO component) {
    Collection<ComponentConfigurationDTO> configurations =
        runtime.getComponentConfigurationDTOs(component);
    return configurations.stream()
        .anyMatch(
            each ->
                (each.unsatisfiedReferences.length == 0
                        && failedServices(component).findAny().isEmpty())
                    || Arrays.stream(each.unsatisfiedReferences)
                        .map(missing -> service(component, missing.name))
                        .anyMatch(service -> waitingSuppliers(service).isEmpty()));
  }
}
