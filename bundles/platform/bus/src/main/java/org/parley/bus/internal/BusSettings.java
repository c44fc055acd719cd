// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import org.osgi.service.component.annotations.ComponentPropertyType;

/** Hub settings of the bus, PID {@code org.parley.bus}. */
@ComponentPropertyType
public @interface BusSettings {
  /** How often a record is tried before it is parked. */
  int retry_tries() default 12;

  /** The pause after the first failure; it doubles with each further one. */
  long retry_first_millis() default 500;

  /** The longest pause between two tries, unless the other side asks for more. */
  long retry_longest_millis() default 600_000;

  /** How much the hub's own records may wait for their commit before callers are refused. */
  long queue_bytes() default 33_554_432;

  /** How much of each topic's newest records is kept in memory. */
  long memory_bytes() default 4_194_304;

  /** How long a reader that goes may finish what it has in hand. */
  long stop_millis() default 5_000;

  /** After how long without a sign of life of the hub that numbers another one takes over. */
  long silence_millis() default 5_000;

  /** How many days records stay in the log after every group is done with them. */
  int retention_days() default 30;
}
