// SPDX-License-Identifier: Apache-2.0
package org.parley.api.broker;

import java.io.Serial;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/** A broker that can be reached does not take one topic; it may well take others. */
public final class TopicRefused extends ParleyException {
  @Serial private static final long serialVersionUID = 1L;

  private final String topic;

  /**
   * @param topic its name at the broker
   */
  public TopicRefused(String topic, Fault fault, String message) {
    super(fault, message);
    this.topic = topic;
  }

  /** The topic's name at the broker. */
  public String topic() {
    return topic;
  }
}
