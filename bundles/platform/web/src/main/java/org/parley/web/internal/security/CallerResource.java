// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.security;

import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** Tells callers who they are. */
@Component
public final class CallerResource implements Resource {
  @Override
  public Map<String, Handler> operations() {
    return Map.of("getCaller", call -> Answer.ok(call.caller()));
  }
}
