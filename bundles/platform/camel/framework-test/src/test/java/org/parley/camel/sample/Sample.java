// SPDX-License-Identifier: Apache-2.0
package org.parley.camel.sample;

import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.PluginHelper;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parley.connector.CamelContexts;

/**
 * Calls an endpoint of its context, or answers a question about it: types of the JDK alone, which
 * is what the test shares with the framework that it starts.
 */
@Component
public final class Sample implements BiFunction<String, Map<String, Object>, Object> {

  private final CamelContext context;
  private final ProducerTemplate template;

  @Activate
  public Sample(BundleContext bundle, @Reference CamelContexts contexts) throws Exception {
    context = contexts.create(bundle.getBundle().getSymbolicName(), Sample.class.getClassLoader());
    context.addRoutes(new SampleRoutes());
    var routes =
        PluginHelper.getResourceLoader(context)
            .resolveResource("classpath:org/parley/camel/sample/routes.yaml");
    PluginHelper.getRoutesLoader(context).loadRoutes(routes);
    context.start();
    template = context.createProducerTemplate();
  }

  @Deactivate
  void stop() throws Exception {
    template.close();
    context.close();
  }

  @Override
  public Object apply(String question, Map<String, Object> headers) {
    return switch (question) {
      case "component" -> context.getComponent(text(headers, "name")) != null;
      case "converter" -> converts(text(headers, "from"), text(headers, "to"));
      case "management" -> context.getManagementStrategy().getManagementAgent() != null;
      default ->
          template.requestBodyAndHeaders(question, headers.get("body"), headers, Object.class);
    };
  }

  private static String text(Map<String, Object> headers, String name) {
    return (String) Objects.requireNonNull(headers.get(name), name);
  }

  private boolean converts(String from, String to) {
    try {
      var classes = context.getClassResolver();
      return context
              .getTypeConverterRegistry()
              .lookup(classes.resolveMandatoryClass(to), classes.resolveMandatoryClass(from))
          != null;
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
