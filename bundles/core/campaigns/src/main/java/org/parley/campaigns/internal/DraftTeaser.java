// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.parley.api.accounts.Networks.TeaserRules;
import org.parley.api.campaigns.Message;
import org.parley.api.campaigns.Teaser;

/** Puts a message into the form of one network. */
final class DraftTeaser {
  private static final int DESCRIPTION = 300;

  private DraftTeaser() {}

  /**
   * The text of a teaser: headline and as much of the message as the network has room for, with the
   * short link at its end where the network shows no card.
   */
  static String text(Message message, URI shortUrl, TeaserRules rules) {
    String link = rules.showsCards() ? "" : "\n\n" + shortUrl;
    String said =
        message.text().isBlank() ? message.title() : message.title() + "\n\n" + message.text();
    return Texts.shorten(said, rules.most(), part -> rules.length(part + link)) + link;
  }

  /** A stored text as the teaser that goes to the network. */
  static Teaser teaser(Message message, Posts.Stored post, String text) {
    var card =
        new Teaser.Card(
            message.title(), Texts.shorten(message.text(), DESCRIPTION), message.image());
    return new Teaser(
        text, message.language(), post.shortUrl(), Optional.of(card), List.of(), List.of());
  }
}
