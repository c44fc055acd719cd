// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

/**
 * What a record on the bus says: a Java record of the api.
 *
 * <p>Its components are written as JSON: instants as ISO 8601, durations as ISO 8601, optional
 * values left out when empty. A later version only adds components, and those added are optional or
 * nullable; readers ignore what they do not know.
 */
public interface RecordData {
  /** The topic it belongs to, one of {@link Topics}. */
  String topic();

  /** What happened, as {@code <noun>.<past participle>}. */
  String type();
}
