// SPDX-License-Identifier: Apache-2.0
package org.parley.camel.internal;

import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.jspecify.annotations.Nullable;

/**
 * Camel asks the calling thread's loader first. The caller may be a thread of the web server or of
 * another connector, so here the context's own view takes that place.
 */
final class WiredResolver extends DefaultClassResolver {

  private final WiredLoader view;

  WiredResolver(WiredLoader view) {
    this.view = view;
  }

  @Override
  protected @Nullable Class<?> loadClass(String name, @Nullable ClassLoader loader) {
    return view.during(() -> super.loadClass(name, loader));
  }

  @Override
  public @Nullable InputStream loadResourceAsStream(String uri) {
    return view.during(() -> super.loadResourceAsStream(uri));
  }

  @Override
  public @Nullable URL loadResourceAsURL(String uri) {
    return view.during(() -> super.loadResourceAsURL(uri));
  }

  @Override
  public @Nullable Enumeration<URL> loadAllResourcesAsURL(String uri) {
    return view.during(() -> super.loadAllResourcesAsURL(uri));
  }
}
