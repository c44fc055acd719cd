// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.resource.Namespace;

/** What bundles need of each other. */
final class Requirements {
  private final BundleContext context;

  Requirements(BundleContext context) {
    this.context = context;
  }

  static boolean isFragment(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
  }

  /** Whether it should run and does not. */
  static boolean isIdle(Bundle bundle) {
    boolean runs = (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING | Bundle.STOPPING)) != 0;
    return !runs && !isFragment(bundle);
  }

  /** What a bundle requires and no installed bundle provides; empty when it is resolved. */
  List<String> unmet(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    if (revision == null || bundle.getState() != Bundle.INSTALLED) {
      return List.of();
    }
    return revision.getDeclaredRequirements(null).stream()
        .filter(Requirements::counts)
        .filter(requirement -> !isMet(requirement))
        .map(Requirements::describe)
        .toList();
  }

  private static boolean counts(BundleRequirement requirement) {
    var directives = requirement.getDirectives();
    String effective =
        directives.getOrDefault(
            Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE);
    return effective.equals(Namespace.EFFECTIVE_RESOLVE)
        && !Namespace.RESOLUTION_OPTIONAL.equals(
            directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
  }

  private boolean isMet(BundleRequirement requirement) {
    return Arrays.stream(context.getBundles())
        .map(bundle -> bundle.adapt(BundleRevision.class))
        .filter(revision -> revision != null)
        .flatMap(revision -> revision.getDeclaredCapabilities(requirement.getNamespace()).stream())
        .anyMatch((BundleCapability capability) -> requirement.matches(capability));
  }

  private static String describe(BundleRequirement requirement) {
    String filter = requirement.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE);
    return requirement.getNamespace() + (filter == null ? "" : " " + filter);
  }

  /** The bundles that use one's services or classes, by name. */
  List<String> users(Bundle bundle) {
    Set<String> users = new java.util.TreeSet<>();
    ServiceReference<?>[] services = bundle.getRegisteredServices();
    for (ServiceReference<?> service : services == null ? new ServiceReference<?>[0] : services) {
      Bundle[] using = service.getUsingBundles();
      Arrays.stream(using == null ? new Bundle[0] : using)
          .filter(user -> user != bundle && user.getBundleId() != 0)
          .forEach(user -> users.add(user.getSymbolicName()));
    }
    return List.copyOf(users);
  }

  /** Whether the console could not be reached without it, directly or through others. */
  boolean isNeeded(Bundle bundle) {
    return bundle.getBundleId() == 0 || needed().contains(bundle);
  }

  private Set<Bundle> needed() {
    Set<Bundle> needed = new HashSet<>();
    Deque<Bundle> open = new ArrayDeque<>(List.of(context.getBundle()));
    ServiceReference<?> signIn =
        context.getServiceReference(org.parley.api.security.SignIn.class.getName());
    if (signIn != null && signIn.getBundle() != null) {
      open.add(signIn.getBundle());
    }
    while (!open.isEmpty()) {
      Bundle bundle = open.pop();
      BundleWiring wiring = bundle.adapt(BundleWiring.class);
      if (needed.add(bundle) && wiring != null) {
        List<BundleWire> wires = wiring.getRequiredWires(null);
        wires.forEach(wire -> open.add(wire.getProvider().getBundle()));
      }
    }
    return needed;
  }
}
