// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

import java.io.Serial;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/** Another hub does it now; what was to be written is left to that one. */
public final class LeaseLost extends ParleyException {
  @Serial private static final long serialVersionUID = 1L;

  public LeaseLost(String name) {
    super(Fault.HUB, "Lease '" + name + "' is not held here; another hub has it or may take it");
  }
}
