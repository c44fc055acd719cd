// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.util.List;
import org.parley.console.internal.view.Tone;

/** Something that the overview shows because a person should look at it. */
public interface Concern {
  /** What there is at this moment for this viewer, the most pressing first. */
  List<Need> needs(Visit visit);

  /**
   * @param text one sentence
   * @param href where it is dealt with
   */
  record Need(Tone tone, String text, String href) {}
}
