// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.util.Set;
import org.parley.api.security.Role;

/**
 * Where a page stands.
 *
 * @param group of the navigation
 * @param order within the group
 * @param path the first part of its address below the console; empty for the first page
 * @param roles whose holders see it; an administrator sees everything
 */
public record Place(Group group, int order, String path, Set<Role> roles) {
  /** The groups of the navigation, in order. */
  public enum Group {
    OVERVIEW,
    REACH,
    FOLLOW,
    PEOPLE,
    LEADS,
    MEASURE,
    CONNECT,
    OPERATE,
    /** Reached from the frame, not by the navigation. */
    FRAME
  }

  public Place {
    roles = Set.copyOf(roles);
  }

  /** The name under which the words of the page are kept. */
  public String key() {
    return path.isEmpty() ? "overview" : path;
  }
}
