// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.apache.camel.http.common.HttpConsumer;
import org.apache.camel.http.common.ServletResolveConsumerStrategy;
import org.jspecify.annotations.Nullable;

/** Picks the route of the operation that the servlet has found. */
final class OperationConsumers implements ServletResolveConsumerStrategy {
  @Override
  public @Nullable HttpConsumer resolve(
      HttpServletRequest request, Map<String, HttpConsumer> consumers) {
    return request.getAttribute(ServeApi.MATCH) instanceof Operation.Match match
        ? find(match.operation(), consumers)
        : null;
  }

  @Override
  public boolean isHttpMethodAllowed(
      HttpServletRequest request, String method, Map<String, HttpConsumer> consumers) {
    return true;
  }

  private static @Nullable HttpConsumer find(
      Operation operation, Map<String, HttpConsumer> consumers) {
    for (HttpConsumer consumer : consumers.values()) {
      String methods = consumer.getEndpoint().getHttpMethodRestrict();
      boolean method = methods.startsWith(operation.method());
      if (method && consumer.getPath().equals(operation.path())) {
        return consumer;
      }
    }
    return null;
  }
}
