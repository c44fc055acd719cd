// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/** Goes down into JSON; what is not there fails the test. */
final class Tree {
  private Tree() {}

  static Map<?, ?> map(Object tree, String name) {
    return (Map<?, ?>) at(tree, name);
  }

  static List<?> list(Object tree, String name) {
    return (List<?>) at(tree, name);
  }

  static int number(Object tree, String name) {
    return ((Number) at(tree, name)).intValue();
  }

  static Object at(Object tree, String name) {
    return requireNonNull(((Map<?, ?>) tree).get(name), name);
  }
}
