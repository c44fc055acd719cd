// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.util.Map;

/**
 * The operations of one room; published as a service as long as the room's own services are there.
 * Meanwhile its operations answer 503.
 */
public interface Resource {
  /** The handlers by the operationId of the document. */
  Map<String, Handler> operations();
}
