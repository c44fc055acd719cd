// SPDX-License-Identifier: Apache-2.0
package org.parley.api.interactions;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.security.Caller;

/**
 * Takes in what people did. Called at the edge, by web; rooms and connectors append {@link
 * Interaction}s.
 *
 * <p>Nothing is stored of a call that is refused. Both methods throw {@link
 * org.parley.api.InvalidInput} at once, naming every bad field.
 */
@ProviderType
public interface Collector {
  /**
   * Takes interactions from a program.
   *
   * @param input satisfies its constraints
   * @param by whose ids they bear
   * @return completes with how many were given, repeated ones among them, once they are durable;
   *     with {@link org.parley.api.Busy} when the hub cannot keep up
   */
  CompletionStage<Integer> accept(NewInteractions input, Caller by);

  /**
   * Takes what a browser reports.
   *
   * @param input satisfies its constraints
   * @return as for {@link #accept}
   */
  CompletionStage<Integer> track(NewVisit input, Browser browser);

  /**
   * What a request tells besides its body.
   *
   * @param visitorKey the first-party key from its cookie; goes before the one in the body
   * @param objects whether it carries Do-Not-Track or Global Privacy Control: then nothing is
   *     remembered, whatever was consented to
   */
  record Browser(Optional<String> visitorKey, boolean objects) {}
}
