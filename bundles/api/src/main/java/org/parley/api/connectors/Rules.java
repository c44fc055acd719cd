// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

/**
 * What a system demands of what it is handed, known before anything is sent. Those of a connector's
 * descriptor hold for all accounts unless a route of the account brings its own.
 *
 * @param text of a post's text
 * @param media of what is shown beside it
 * @param messages of direct messages
 */
public record Rules(TextRules text, MediaRules media, MessageRules messages) {
  /** Anything goes, but nothing is shown beside a text and nobody is written to. */
  public static final Rules NONE = new Rules(TextRules.NONE, MediaRules.NONE, MessageRules.NONE);

  public Rules {
    requireNonNull(text);
    requireNonNull(media);
    requireNonNull(messages);
  }

  public Rules text(TextRules rules) {
    return new Rules(rules, media, messages);
  }

  public Rules media(MediaRules rules) {
    return new Rules(text, rules, messages);
  }

  public Rules messages(MessageRules rules) {
    return new Rules(text, media, rules);
  }
}
