// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes what browsers report at {@code /t}. */
public interface CollectDoor {
  /** Answers, now or later. */
  void handle(Request request, Response response, Callback callback);
}
