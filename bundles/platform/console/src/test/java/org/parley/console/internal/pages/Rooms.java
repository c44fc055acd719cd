// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;

/**
 * Services of the api kept in memory: a room's class has those methods of its services that pages
 * call, under the same names; what it lacks is not called by any page that is tested.
 */
final class Rooms {
  private Rooms() {}

  /** The service as the room answers it. */
  static <T> T as(Class<T> service, Object room) {
    return service.cast(
        Proxy.newProxyInstance(
            service.getClassLoader(),
            new Class<?>[] {service},
            (proxy, method, arguments) -> call(room, method, arguments)));
  }

  private static Object call(Object room, Method method, Object[] arguments) throws Throwable {
    Method own =
        Arrays.stream(room.getClass().getDeclaredMethods())
            .filter(candidate -> candidate.getName().equals(method.getName()))
            .filter(
                candidate ->
                    Arrays.equals(candidate.getParameterTypes(), method.getParameterTypes()))
            .findFirst()
            .orElseThrow(() -> new UnsupportedOperationException(method.toString()));
    try {
      own.setAccessible(true);
      return own.invoke(room, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
