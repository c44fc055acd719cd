// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import java.time.Instant;
import java.util.UUID;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.Topics;

/**
 * What a person or a program did.
 *
 * @param id of the entry
 * @param actor the id of the user or key
 * @param kind what kind of actor
 * @param name what the actor was called then
 * @param action what was done, such as {@code user.created}
 * @param subject the identity of what it was done to
 * @param detail what else is worth knowing, without secrets; may be empty
 * @param at when
 */
public record ActionTaken(
    UUID id,
    UUID actor,
    Caller.Kind kind,
    String name,
    String action,
    String subject,
    String detail,
    Instant at)
    implements RecordData {
  @Override
  public String topic() {
    return Topics.AUDIT;
  }

  @Override
  public String type() {
    return "action.taken";
  }
}
