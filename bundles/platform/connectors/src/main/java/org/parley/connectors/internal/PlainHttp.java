// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Component;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.PropertyBindingSupport;
import org.jspecify.annotations.Nullable;
import org.parley.api.connectors.Proof;
import org.parley.connectors.internal.Signing.Leaving;

/**
 * Makes Camel's HTTP client do exactly what a route says: it never waits for ever, it never repeats
 * a request by itself, and it signs what bears a ticket. The component lies in a pack that this
 * bundle does not see, so its properties are set, and its requests asked, by name.
 */
final class PlainHttp extends LifecycleStrategySupport {
  private static final String CONFIGURER = "org.apache.camel.component.http.HttpClientConfigurer";
  private static final String CORE = "org.apache.hc.core5.http.";

  private final Signing signing;

  PlainHttp(Signing signing) {
    this.signing = signing;
  }

  @Override
  public void onComponentAdd(String name, Component component) {
    if (name.equals("http") || name.equals("https")) {
      Map<String, Object> properties = new HashMap<>();
      properties.put("connectionRequestTimeout", "10000");
      properties.put("connectTimeout", "10000");
      properties.put("responseTimeout", "30000");
      properties.put("soTimeout", "30000");
      properties.put("httpClientConfigurer", configurer(component.getClass().getClassLoader()));
      PropertyBindingSupport.bindProperties(component.getCamelContext(), component, properties);
    }
  }

  private Object configurer(ClassLoader pack) {
    Class<?> asked = load(pack, CORE + "HttpRequestInterceptor");
    Object signer = proxy(pack, asked, request -> sign(new Message(request, CORE + "HttpRequest")));
    Class<?> answered = load(pack, CORE + "HttpResponseInterceptor");
    Object hearer =
        proxy(pack, answered, response -> hear(new Message(response, CORE + "HttpResponse")));
    return proxy(
        pack,
        load(pack, CONFIGURER),
        builder -> {
          builder.getClass().getMethod("disableAutomaticRetries").invoke(builder);
          builder.getClass().getMethod("disableCookieManagement").invoke(builder);
          builder.getClass().getMethod("addRequestInterceptorLast", asked).invoke(builder, signer);
          builder
              .getClass()
              .getMethod("addResponseInterceptorLast", answered)
              .invoke(builder, hearer);
        });
  }

  private void sign(Message request) throws ReflectiveOperationException {
    String authorization = request.header("Authorization");
    String form = request.header(Proof.Signature.SIGNED);
    request.call("removeHeaders", String.class, Proof.Signature.SIGNED);
    if (!Signing.isTicket(authorization)) {
      signing.sentUnsigned();
      return;
    }
    request.call("removeHeaders", String.class, "Authorization");
    var method = (String) request.call("getMethod");
    var address = (URI) request.call("getUri");
    Optional<Leaving> leaving =
        signing.sign(String.valueOf(authorization), String.valueOf(method), uri(address), or(form));
    if (leaving.isPresent()) {
      request.leave(leaving.get());
    }
  }

  private void hear(Message response) throws ReflectiveOperationException {
    String nonce = response.header("DPoP-Nonce");
    if (nonce != null) {
      signing.answered(nonce);
    }
  }

  private static URI uri(@Nullable URI address) {
    return address == null ? URI.create("/") : address;
  }

  private static String or(@Nullable String form) {
    return form == null ? "" : form;
  }

  /** Something of the type that does the work with the first argument of its one method. */
  private static Object proxy(ClassLoader pack, Class<?> type, Work work) {
    return Proxy.newProxyInstance(
        pack,
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getDeclaringClass() == type) {
            work.with(arguments[0]);
            return null;
          }
          return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> type.getName();
          };
        });
  }

  private static Class<?> load(ClassLoader pack, String name) {
    try {
      return pack.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Camel's HTTP component has no '" + name + "'", e);
    }
  }

  @FunctionalInterface
  private interface Work {
    void with(Object argument) throws Exception;
  }

  /**
   * A request or a response.
   *
   * @param type whose methods are called
   */
  private record Message(Object message, String type) {
    @Nullable String header(String name) throws ReflectiveOperationException {
      Object header = call("getFirstHeader", String.class, name);
      if (header == null) {
        return null;
      }
      Class<?> pair = load(loader(), CORE + "NameValuePair");
      return (String) pair.getMethod("getValue").invoke(header);
    }

    void leave(Leaving leaving) throws ReflectiveOperationException {
      String query = leaving.address().getRawQuery();
      String path = leaving.address().getRawPath();
      call("setPath", String.class, query == null ? path : path + "?" + query);
      for (Map.Entry<String, String> header : leaving.headers().entrySet()) {
        load(loader(), type)
            .getMethod("setHeader", String.class, Object.class)
            .invoke(message, header.getKey(), header.getValue());
      }
    }

    @Nullable Object call(String method) throws ReflectiveOperationException {
      return load(loader(), type).getMethod(method).invoke(message);
    }

    @Nullable Object call(String method, Class<?> parameter, Object argument)
        throws ReflectiveOperationException {
      return load(loader(), type).getMethod(method, parameter).invoke(message, argument);
    }

    private ClassLoader loader() {
      return message.getClass().getClassLoader();
    }
  }
}
