// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Where the people of the dialogue read their mail. */
public interface Mailbox {
  /** The connector that reaches it. */
  String connector();

  /** The settings of the account. */
  Map<String, Object> settings();

  /**
   * The address that a pattern's group finds in the last mail to somebody, among those whose
   * subject fits.
   */
  Optional<URI> addressInMail(String to, Predicate<String> subject, Pattern pattern);
}
