// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.util.Set;
import java.util.UUID;
import org.parley.api.security.Caller;
import org.parley.api.security.Role;

/** The one who runs the machine, as the audit log names it. */
final class Machine {
  static final Caller CALLER =
      new Caller(
          new UUID(0, 0), Caller.Kind.MACHINE, "the machine's owner", Set.of(Role.ADMINISTRATOR));

  private Machine() {}
}
