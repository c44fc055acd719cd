// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * How long the product tests wait for what nobody promised a time for: hubs, browsers and other
 * tests share two cores.
 */
public final class Patience implements BeforeAllCallback, TestInstancePreConstructCallback {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(LONG);
  }

  /** A class of one instance is made before anything else of it runs. */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    Awaitility.setDefaultTimeout(LONG);
  }
}
