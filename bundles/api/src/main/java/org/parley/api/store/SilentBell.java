// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

/** There is nobody else. */
enum SilentBell implements Bell {
  BELL;

  @Override
  public void ring() {
    // nobody is there to hear it
  }

  @Override
  public void listen(Runnable wake) {
    // nobody is there to ring
  }

  @Override
  public void ignore(Runnable wake) {
    // it was never told
  }
}
