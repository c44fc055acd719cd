// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.parley.api.security.Role;

/**
 * One operation as the document describes it.
 *
 * @param id the operationId
 * @param method of HTTP
 * @param path below /api/v1, with its parameters in braces
 * @param summary one sentence that starts with a verb
 * @param roles who may call it beside administrators
 * @param open whether it needs no key
 * @param bodies the media types that it reads, empty for none
 * @param query what may follow the question mark
 * @param traits what else is to be known of it
 */
record Operation(
    String id,
    String method,
    String path,
    String summary,
    Set<Role> roles,
    boolean open,
    Set<String> bodies,
    List<Parameter> query,
    Traits traits) {
  Operation {
    roles = Set.copyOf(roles);
    bodies = Set.copyOf(bodies);
    query = List.copyOf(query);
  }

  /**
   * @param outside whether it reaches beyond the database, so that it is not run in a transaction
   * @param secret whether its answer is shown once and kept nowhere
   * @param deed what the audit log calls it; empty for what is not noted there
   */
  record Traits(boolean outside, boolean secret, String deed) {}

  /** Whether a repetition could do something twice. */
  boolean doubles() {
    return method.equals("POST") || method.equals("PATCH");
  }

  boolean outside() {
    return traits.outside();
  }

  boolean secret() {
    return traits.secret();
  }

  String deed() {
    return traits.deed();
  }

  /** The operation that a request asks for, with the parts of its path. */
  record Match(Operation operation, Map<String, String> path) {}
}
