// SPDX-License-Identifier: Apache-2.0
package org.parley.api.control;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** One thing that {@code bin/parley <verb>} can ask of the running hub; published as a service. */
@ConsumerType
public interface ControlVerb {
  /** The word that is typed, such as {@code password}. */
  String verb();

  /** One line that says what it does and which arguments it takes. */
  String help();

  /**
   * Does it; called from any thread, may block.
   *
   * @param arguments what was typed after the verb
   * @return what to print, with line breaks where needed
   * @throws org.parley.api.ParleyException when it cannot be done; its message is printed
   */
  String run(List<String> arguments);
}
