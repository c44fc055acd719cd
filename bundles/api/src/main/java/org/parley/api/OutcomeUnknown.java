// SPDX-License-Identifier: Apache-2.0
package org.parley.api;

import java.io.Serial;

/**
 * The hub cannot tell whether what it was asked for has become durable: the database went away in
 * the middle. Whoever asks again under the same idempotency key, or with the same ids, learns it.
 */
public final class OutcomeUnknown extends ParleyException {
  @Serial private static final long serialVersionUID = 1L;

  public OutcomeUnknown(String message, Throwable cause) {
    super(Fault.HUB, message, cause);
  }
}
