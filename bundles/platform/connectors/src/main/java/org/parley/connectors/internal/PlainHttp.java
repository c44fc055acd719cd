// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Component;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PropertyBindingSupport;

/**
 * Makes Camel's HTTP client do exactly what a route says: it never waits for ever, and it never
 * repeats a request by itself. The component lies in a pack that this bundle does not see, so its
 * properties are set by name.
 */
final class PlainHttp extends LifecycleStrategySupport {
  private static final String CONFIGURER = "org.apache.camel.component.http.HttpClientConfigurer";

  @Override
  public void onComponentAdd(String name, Component component) {
    if (name.equals("http") || name.equals("https")) {
      Map<String, Object> properties = new HashMap<>();
      properties.put("connectionRequestTimeout", "10000");
      properties.put("connectTimeout", "10000");
      properties.put("responseTimeout", "30000");
      properties.put("soTimeout", "30000");
      properties.put("httpClientConfigurer", withoutRetries(component.getClass().getClassLoader()));
      PropertyBindingSupport.bindProperties(component.getCamelContext(), component, properties);
    }
  }

  private static Object withoutRetries(ClassLoader pack) {
    try {
      Class<?> configurer = pack.loadClass(CONFIGURER);
      return Proxy.newProxyInstance(
          pack,
          new Class<?>[] {configurer},
          (proxy, method, arguments) -> {
            if (method.getDeclaringClass() != configurer) {
              return method.invoke(configurer, arguments);
            }
            Object builder = arguments[0];
            builder.getClass().getMethod("disableAutomaticRetries").invoke(builder);
            builder.getClass().getMethod("disableCookieManagement").invoke(builder);
            return null;
          });
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Camel's HTTP component has no client configurer", e);
    }
  }
}
