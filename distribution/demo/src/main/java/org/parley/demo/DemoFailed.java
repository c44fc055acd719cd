// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import java.io.Serial;

/** The dialogue did not come to its end; the message says where it stopped. */
public final class DemoFailed extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  DemoFailed(String message) {
    super(message);
  }
}
