// SPDX-License-Identifier: Apache-2.0
package org.parley.control.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

class WaitingComponentsTest {
  private static final String SEALED =
      """
      java.lang.reflect.InvocationTargetException
      \tat java.base/jdk.internal.reflect.Whatever
      Caused by: java.lang.IllegalStateException: not this one
      Caused by: org.parley.api.ParleyException: Secret 'profiling/seal' cannot be opened
      \tat org.parley.security.internal.MasterKey.open
      """;
  private static final String NO_SERVICE =
      "java.lang.InstantiationException: Unable to get service for reference identities";

  private final Map<ComponentDescriptionDTO, ComponentConfigurationDTO> all = new LinkedHashMap<>();

  @Test
  void followsAFailureToTheComponentThatFailedFirst() {
    ComponentDescriptionDTO seal = failed("Seal", SEALED);
    ComponentDescriptionDTO identities = failed("Identities", NO_SERVICE, "Seal");
    ComponentDescriptionDTO desk = failed("Desk", NO_SERVICE, "Identities");
    WaitingComponents components = new WaitingComponents(runtime());

    assertThat(components.explain(desk))
        .containsExactly(
            "Component 'Desk' of bundle 'profiling' waits",
            "  for service Identities",
            "    offered by component 'Identities', which waits",
            "      for service Seal",
            "        offered by component 'Seal', which waits",
            "          because it failed: Secret 'profiling/seal' cannot be opened");
    assertThat(components.waiting().filter(components::isRoot)).containsExactly(seal);
    assertThat(components.isRoot(identities)).isFalse();
  }

  @Test
  void namesAServiceThatNobodyOffers() {
    ComponentDescriptionDTO lonely = component("Lonely", "Absent");
    ComponentConfigurationDTO configuration = requireNonNull(all.get(lonely));
    configuration.state = ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
    UnsatisfiedReferenceDTO missing = new UnsatisfiedReferenceDTO();
    missing.name = "absent";
    configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {missing};
    WaitingComponents components = new WaitingComponents(runtime());

    assertThat(components.explain(lonely))
        .contains("  for service Absent", "    which no component of a running bundle offers");
    assertThat(components.isRoot(lonely)).isTrue();
  }

  private ComponentDescriptionDTO failed(String name, String failure, String... needs) {
    ComponentDescriptionDTO component = component(name, needs);
    ComponentConfigurationDTO configuration = requireNonNull(all.get(component));
    configuration.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
    configuration.failure = failure;
    return component;
  }

  private ComponentDescriptionDTO component(String name, String... needs) {
    ComponentDescriptionDTO component = new ComponentDescriptionDTO();
    component.name = name;
    component.bundle = new BundleDTO();
    component.bundle.symbolicName = "profiling";
    component.configurationPolicy = "optional";
    component.serviceInterfaces = new String[] {name};
    component.references =
        Arrays.stream(needs).map(WaitingComponentsTest::reference).toArray(ReferenceDTO[]::new);
    ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
    configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[0];
    all.put(component, configuration);
    return component;
  }

  private static ReferenceDTO reference(String service) {
    ReferenceDTO reference = new ReferenceDTO();
    reference.name = service.toLowerCase(java.util.Locale.ROOT);
    reference.interfaceName = service;
    reference.cardinality = "1..1";
    return reference;
  }

  private ServiceComponentRuntime runtime() {
    return (ServiceComponentRuntime)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ServiceComponentRuntime.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getComponentDescriptionDTOs" -> new ArrayList<>(all.keySet());
                  case "getComponentConfigurationDTOs" -> List.of(all.get(arguments[0]));
                  case "isComponentEnabled" -> true;
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }
}
