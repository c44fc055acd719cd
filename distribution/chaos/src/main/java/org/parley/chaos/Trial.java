// SPDX-License-Identifier: Apache-2.0
package org.parley.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What the command line can ask for by its name. */
interface Trial {
  String name();

  /** What is done in each round, in words for a person. */
  String deed();

  /** Why it cannot be done on this machine; empty when it can. */
  Optional<String> obstacle();

  int usualRounds();

  /**
   * @param distribution an unpacked archive
   * @param folder of its own, empty
   * @throws ChaosFailed when it could not be carried through to its end
   */
  Outcome carryOut(Path distribution, Path folder, Plan plan)
      throws IOException, InterruptedException;
}
