// SPDX-License-Identifier: Apache-2.0
package org.parley.control.internal;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;

/** Finds what a bundle that does not run would need. */
final class UnresolvedBundles {
  private final BundleContext context;

  UnresolvedBundles(BundleContext context) {
    this.context = context;
  }

  /**
   * A bundle that should run and does not; fragments and bundles that start on first use are up.
   */
  static boolean isDown(Bundle bundle) {
    boolean isFragment = bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null;
    int state = bundle.getState();
    return state == Bundle.INSTALLED || (state == Bundle.RESOLVED && !isFragment);
  }

  /** Every such bundle with its reasons, one a line. */
  Stream<String> explain() {
    return Stream.of(context.getBundles()).filter(UnresolvedBundles::isDown).flatMap(this::explain);
  }

  Stream<String> explain(Bundle bundle) {
    String name = "Bundle '" + bundle.getSymbolicName() + "' " + bundle.getVersion();
    if (bundle.getState() == Bundle.RESOLVED) {
      return Stream.of(name + " is stopped");
    }
    List<String> missing = missing(bundle);
    return missing.isEmpty()
        ? Stream.of(
            name + " is not resolved; all that it names is there, but does not fit together")
        : Stream.concat(
            Stream.of(name + " is not resolved; it misses"), missing.stream().map("  "::concat));
  }

  private List<String> missing(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision.getDeclaredRequirements(null).stream()
        .filter(UnresolvedBundles::isMandatory)
        .filter(requirement -> providers(requirement).findAny().isEmpty())
        .map(UnresolvedBundles::describe)
        .toList();
  }

  private static boolean isMandatory(BundleRequirement requirement) {
    return !"optional".equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE))
        && !"dynamic".equals(requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE))
        && "resolve"
            .equals(
                requirement
                    .getDirectives()
                    .getOrDefault(Constants.EFFECTIVE_DIRECTIVE, Constants.EFFECTIVE_RESOLVE));
  }

  private Stream<BundleCapability> providers(BundleRequirement requirement) {
    return Stream.of(context.getBundles())
        .map(bundle -> bundle.adapt(BundleRevision.class))
        .filter(Objects::nonNull)
        .flatMap(revision -> revision.getDeclaredCapabilities(requirement.getNamespace()).stream())
        .filter(requirement::matches);
  }

  private static String describe(BundleRequirement requirement) {
    String filter = String.valueOf(requirement.getDirectives().get(Constants.FILTER_DIRECTIVE));
    return requirement.getNamespace().equals(PackageNamespace.PACKAGE_NAMESPACE)
        ? "package " + filter
        : requirement.getNamespace() + " " + filter;
  }
}
