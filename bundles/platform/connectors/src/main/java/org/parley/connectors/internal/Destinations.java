// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.Violation;

/**
 * The addresses that somebody entered for an account. Whoever may connect accounts must not reach
 * through the hub into the network it stands in, so a gate is asked when they are entered and again
 * before each call: a name may lead elsewhere by then. Camel's client looks the name up once more:
 * one that changes within that moment is not seen.
 */
final class Destinations {
  private final Map<String, URI> entered = new TreeMap<>();
  private final Consumer<URI> gate;

  /**
   * @param settings of an account, by field
   * @param gate throws {@link InvalidInput} where the hub must not go
   */
  Destinations(Map<String, Object> settings, Consumer<URI> gate) {
    this.gate = gate;
    settings.forEach(
        (field, value) -> {
          if (value instanceof URI address) {
            entered.put(field, address);
          }
        });
  }

  /**
   * What has no address at this moment is taken: it may have one when it is called.
   *
   * @throws InvalidInput naming every field whose address leads where the hub must not go
   */
  void refuse() {
    List<Violation> faults = new ArrayList<>();
    entered.forEach(
        (field, address) -> {
          try {
            gate.accept(address);
          } catch (InvalidInput refused) {
            refused
                .violations()
                .forEach(fault -> faults.add(new Violation("settings." + field, fault.message())));
          } catch (ParleyException unreachable) {
            // It may be there when it is called.
          }
        });
    if (!faults.isEmpty()) {
      throw new InvalidInput(faults);
    }
  }

  /** Looks before a call. */
  void check() throws CallFailed {
    try {
      entered.values().forEach(gate);
    } catch (InvalidInput refused) {
      String message = refused.violations().get(0).message();
      throw new CallFailed(new ParleyException(Fault.SETTINGS, message, refused), false);
    } catch (ParleyException failure) {
      throw new CallFailed(failure, false);
    }
  }
}
