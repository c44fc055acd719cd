// SPDX-License-Identifier: Apache-2.0
package org.parley.api.mentions;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.ByPerson;
import org.parley.api.bus.Personal;
import org.parley.api.bus.Topics;
import org.parley.api.profiles.Handle;
import org.parley.api.profiles.Identifier;

/**
 * Somebody said something about or to us in public.
 *
 * @param account that was told of it
 * @param network its connector id
 * @param remoteId what the network calls it; empty once the person was erased
 * @param kind of what sort it is
 * @param conversation what the network calls the thread that it stands in; its own id when it
 *     begins one
 * @param author who said it, where the network names somebody
 * @param text as plain text
 * @param address where a person sees it
 * @param language as a BCP 47 tag, where it is told
 * @param answers what the network calls that which it answers, shares or stands below
 * @param post ours, when it answers one; the hub finds it
 * @param at when it was said
 */
public record MentionReceived(
    UUID account,
    String network,
    @Personal String remoteId,
    Kind kind,
    @Personal String conversation,
    Optional<Handle> author,
    @Personal String text,
    @Personal Optional<URI> address,
    Optional<String> language,
    @Personal Optional<String> answers,
    Optional<UUID> post,
    Instant at)
    implements ByPerson {
  public MentionReceived {
    remoteId = requireNonNullElse(remoteId, "");
    conversation = requireNonNullElse(conversation, "");
    text = requireNonNullElse(text, "");
  }

  /** The same, said of that post of ours. */
  public MentionReceived of(UUID ours) {
    return new MentionReceived(
        account,
        network,
        remoteId,
        kind,
        conversation,
        author,
        text,
        address,
        language,
        answers,
        Optional.of(ours),
        at);
  }

  @Override
  public Optional<Identifier> by() {
    return author.map(Handle::identifier);
  }

  @Override
  public String topic() {
    return Topics.MENTIONS;
  }

  @Override
  public String type() {
    return "mention.received";
  }

  /** The sorts of mentions. */
  public enum Kind {
    /** Names us, or says what is listened for. */
    MENTION,
    /** Stands below something of ours, as on a blog or a page. */
    COMMENT,
    /** Answers something of ours or of others with us in it. */
    REPLY,
    /** Shows something of ours with words of its own. */
    QUOTE,
    /** Passes something of ours on as it is. */
    REPOST,
    /** Says that something of ours pleases, without a word: a favourite, a like, a reaction. */
    LIKE,
    /** A page elsewhere links to one of ours and says so: pingback, trackback, Webmention. */
    PINGBACK
  }
}
