// SPDX-License-Identifier: Apache-2.0
package org.parley.api.messages;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.bus.ByPerson;
import org.parley.api.bus.Personal;
import org.parley.api.bus.Topics;
import org.parley.api.profiles.Handle;
import org.parley.api.profiles.Identifier;

/**
 * Somebody wrote to us alone.
 *
 * @param account that they wrote to
 * @param network its connector id
 * @param remoteId what the network calls it; empty once the person was erased
 * @param conversation what the network calls the thread
 * @param author who wrote
 * @param text as plain text, may be empty where something is shown
 * @param media what came with it, where it can be fetched
 * @param language as a BCP 47 tag, where it is told
 * @param answers what the network calls the message that it answers
 * @param at when it was written
 */
public record MessageReceived(
    UUID account,
    String network,
    @Personal String remoteId,
    @Personal String conversation,
    Handle author,
    @Personal String text,
    @Personal List<URI> media,
    Optional<String> language,
    @Personal Optional<String> answers,
    Instant at)
    implements ByPerson {
  public MessageReceived {
    remoteId = requireNonNullElse(remoteId, "");
    conversation = requireNonNullElse(conversation, "");
    text = requireNonNullElse(text, "");
    media = List.copyOf(media);
  }

  @Override
  public Optional<Identifier> by() {
    return Optional.of(author.identifier());
  }

  @Override
  public String topic() {
    return Topics.MESSAGES;
  }

  @Override
  public String type() {
    return "message.received";
  }
}
