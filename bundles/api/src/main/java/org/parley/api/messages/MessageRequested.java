// SPDX-License-Identifier: Apache-2.0
package org.parley.api.messages;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.Personal;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;
import org.parley.api.profiles.Handle;

/**
 * One direct message to one person is to be sent now. The message's id is the idempotency key.
 *
 * @param message its id
 * @param account that sends it
 * @param connector the account's connector id
 * @param to whom; its value is empty once the person was erased, as is the text
 * @param conversation what the network calls the thread, when there is one
 * @param answers what the network calls the message that it answers
 * @param theirLast when the person wrote to us last
 * @param profile whom it goes to, when known
 * @param purpose the consent purpose that it is sent for, which must still stand when it goes out;
 *     empty for an answer, which needs none
 * @param text what is said
 * @param language of the text
 */
public record MessageRequested(
    UUID message,
    UUID account,
    String connector,
    Handle to,
    @Personal Optional<String> conversation,
    @Personal Optional<String> answers,
    Optional<Instant> theirLast,
    Optional<UUID> profile,
    Optional<String> purpose,
    @Personal String text,
    Locale language)
    implements RecordData {
  public MessageRequested {
    text = requireNonNullElse(text, "");
  }

  /** Whether the person was erased meanwhile: it is not to be sent. */
  public boolean isErased() {
    return to.value().isEmpty();
  }

  /** The record that asks for this message, in order with all else between that person and us. */
  public BusRecord asRecord(String source, Instant now, Optional<String> traceparent) {
    String key = to.identifier().partitionKey();
    return new BusRecord(Ids.next(now), source, message.toString(), now, key, traceparent, this);
  }

  @Override
  public String topic() {
    return Topics.MESSAGES;
  }

  @Override
  public String type() {
    return "message.requested";
  }
}
