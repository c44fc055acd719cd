// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one account gets its tokens, by the steps of its scheme. */
interface Flow {
  /** The note that says how long to wait before asking again whether a code was entered. */
  String PAUSE = "pause";

  /**
   * Begins a sign-in by a person.
   *
   * @param notes what must be known when the person comes back, kept secret; {@code state} is there
   *     already
   */
  Beginning begin(Map<String, String> notes) throws CallFailed;

  /**
   * Ends it.
   *
   * @param answer what came back with the person; empty where nobody comes back
   * @return empty while the person has not agreed yet
   */
  Optional<Granted> finish(Map<String, String> notes, Map<String, String> answer) throws CallFailed;

  /** What there is to choose among; empty where there is no choice. */
  List<Offered> offers(Held held) throws CallFailed;

  /** Gets the next token, or the first where no person is needed. */
  Held renew(Optional<Held> last) throws CallFailed;

  /**
   * Gives a token back.
   *
   * @return false where the system offers no means
   */
  boolean leave(Held held) throws CallFailed;

  /** What the person does first. */
  sealed interface Beginning {}

  /** Goes there. */
  record Go(URI address) implements Beginning {}

  /** Enters a code at another device. */
  record Enter(String code, URI where, Duration pause, Duration longest) implements Beginning {}

  /** Something to choose, with what it signs in. */
  record Offered(String id, String name, Held held) {}
}
