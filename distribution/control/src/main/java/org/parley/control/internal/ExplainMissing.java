// SPDX-License-Identifier: Apache-2.0
package org.parley.control.internal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.parley.api.control.ControlVerb;

/** Says why a service, component or bundle is missing; without a name, everything that waits. */
@Component
public final class ExplainMissing implements ControlVerb {
  private final BundleContext context;
  private final WaitingComponents components;
  private final UnresolvedBundles bundles;

  @Activate
  public ExplainMissing(BundleContext context, @Reference ServiceComponentRuntime runtime) {
    this.context = context;
    this.components = new WaitingComponents(runtime);
    this.bundles = new UnresolvedBundles(context);
  }

  @Override
  public String verb() {
    return "why";
  }

  @Override
  public String help() {
    return "[SERVICE] says why a service, component or bundle is missing, or all that are";
  }

  @Override
  public String run(List<String> arguments) {
    Stream<String> lines = arguments.isEmpty() ? all() : arguments.stream().flatMap(this::explain);
    String text = lines.collect(Collectors.joining("\n"));
    return text.isEmpty()
        ? "Nothing is missing: every bundle runs and every component is satisfied"
        : text;
  }

  private Stream<String> all() {
    List<ComponentDescriptionDTO> waiting = components.waiting().toList();
    List<ComponentDescriptionDTO> roots = waiting.stream().filter(components::isRoot).toList();
    int others = waiting.size() - roots.size();
    return Stream.of(
            bundles.explain(),
            roots.stream().flatMap(components::explain),
            others == 0
                ? Stream.<String>empty()
                : Stream.of(others + " more components wait for these"))
        .flatMap(lines -> lines);
  }

  private Stream<String> explain(String name) {
    List<ComponentDescriptionDTO> named = components.named(name);
    List<Bundle> down =
        Stream.of(context.getBundles())
            .filter(UnresolvedBundles::isDown)
            .filter(bundle -> named.isEmpty() || name.equals(bundle.getSymbolicName()))
            .toList();
    List<String> present = present(name);
    if (named.isEmpty() && present.isEmpty() && down.isEmpty()) {
      return Stream.of("Nothing that runs offers '" + name + "', and no bundle is down that might");
    }
    return Stream.of(
            present.stream(),
            named.stream().flatMap(components::explain),
            present.isEmpty() ? down.stream().flatMap(bundles::explain) : Stream.<String>empty())
        .flatMap(lines -> lines);
  }

  private List<String> present(String name) {
    return Stream.of(context.getBundles())
        .map(Bundle::getRegisteredServices)
        .filter(services -> services != null)
        .flatMap(Stream::of)
        .filter(
            service ->
                names(service).anyMatch(each -> each.equals(name) || each.endsWith("." + name)))
        .map(service -> "Service '" + name + "' is there, from bundle '" + owner(service) + "'")
        .distinct()
        .toList();
  }

  private static Stream<String> names(ServiceReference<?> service) {
    return Stream.of((String[]) service.getProperty(Constants.OBJECTCLASS));
  }

  private static String owner(ServiceReference<?> service) {
    return service.getBundle().getSymbolicName();
  }
}
