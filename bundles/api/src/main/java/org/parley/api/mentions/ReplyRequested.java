// SPDX-License-Identifier: Apache-2.0
package org.parley.api.mentions;

import static java.util.Objects.requireNonNullElse;

import java.net.URI;
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
 * What somebody said in public is to be answered there now. The reply's id is the idempotency key.
 *
 * @param reply its id
 * @param account that answers
 * @param connector the account's connector id
 * @param to who is answered; its value is empty once the person was erased, as is what is answered
 * @param answers what the network calls that which is answered
 * @param address where a person sees that
 * @param text what is said; empty once the person was erased
 * @param language of the text
 */
public record ReplyRequested(
    UUID reply,
    UUID account,
    String connector,
    Handle to,
    @Personal String answers,
    @Personal Optional<URI> address,
    @Personal String text,
    Locale language)
    implements RecordData {
  public ReplyRequested {
    answers = requireNonNullElse(answers, "");
    text = requireNonNullElse(text, "");
  }

  /** Whether the person was erased meanwhile: it is not to be published. */
  public boolean isErased() {
    return answers.isEmpty();
  }

  /** The record that asks for this reply, in order with all else between that person and us. */
  public BusRecord asRecord(String source, Instant now, Optional<String> traceparent) {
    String key = to.identifier().partitionKey();
    return new BusRecord(Ids.next(now), source, reply.toString(), now, key, traceparent, this);
  }

  @Override
  public String topic() {
    return Topics.MENTIONS;
  }

  @Override
  public String type() {
    return "reply.requested";
  }
}
