// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

/**
 * What {@code bus:} endpoints say about a record beside its body, which is the {@link
 * org.parley.api.bus.RecordData}. All are text unless said otherwise; their common prefix keeps
 * them from leaving through HTTP or mail.
 *
 * <p>A message that goes to {@code bus:<topic>} is appended under the {@link #SUBJECT} and {@link
 * #KEY} that it has by then; without {@link #KEY} the subject is the key. What is written because
 * of a record that was read bears an id derived from that one's, so that a repeated delivery
 * appends nothing twice.
 */
public final class BusHeaders {
  /** The record's id. */
  public static final String ID = "CamelBusId";

  /** What happened, such as {@code lead.assigned}. */
  public static final String TYPE = "CamelBusType";

  /** What it is about. */
  public static final String SUBJECT = "CamelBusSubject";

  /** Its partition key. */
  public static final String KEY = "CamelBusKey";

  /** When it happened, a {@link java.time.Instant}. */
  public static final String TIME = "CamelBusTime";

  /** Its W3C trace context. */
  public static final String TRACEPARENT = "CamelBusTraceparent";

  /** Which attempt at delivering it this is, an {@link Integer} from 1. */
  public static final String ATTEMPT = "CamelBusAttempt";

  /** Whether a person asked for it again, a {@link Boolean}. */
  public static final String REPLAYED = "CamelBusReplayed";

  private BusHeaders() {}
}
