// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

/** Does what one operation of the document promises. */
@FunctionalInterface
public interface Handler {
  /**
   * @throws org.parley.api.ParleyException answered as a problem
   */
  Answer answer(Call call);
}
