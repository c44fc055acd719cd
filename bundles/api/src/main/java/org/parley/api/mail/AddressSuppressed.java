// SPDX-License-Identifier: Apache-2.0
package org.parley.api.mail;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.Personal;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;
import org.parley.api.profiles.Identifier;

/**
 * An address gets no more mail from us, whoever asks for one; gateways that keep such a list hear
 * of it.
 *
 * @param suppression its id
 * @param address which; empty once the person was erased
 * @param reason why
 * @param at since when
 */
public record AddressSuppressed(
    UUID suppression, @Personal String address, Reason reason, Instant at) implements RecordData {
  public AddressSuppressed {
    address = requireNonNullElse(address, "");
  }

  /** The record that says so, in order with all mails to the address. */
  public BusRecord asRecord(String source, Instant now) {
    var who = new Identifier(Identifier.Kind.EMAIL, address, Optional.empty(), false);
    return new BusRecord(
        Ids.next(now),
        source,
        suppression.toString(),
        now,
        who.partitionKey(),
        Optional.empty(),
        this);
  }

  @Override
  public String topic() {
    return Topics.MAIL;
  }

  @Override
  public String type() {
    return "address.suppressed";
  }

  /** Why an address gets no more mail. */
  public enum Reason {
    /** It will never take one. */
    BOUNCED,
    /** Its owner called a mail of ours spam. */
    COMPLAINED,
    /** Its owner does not want any. */
    UNSUBSCRIBED,
    /** A person decided so. */
    BARRED
  }
}
