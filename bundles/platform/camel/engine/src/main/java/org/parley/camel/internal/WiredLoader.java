// SPDX-License-Identifier: Apache-2.0
package org.parley.camel.internal;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleReference;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** A bundle's loader first, then those of the packs it is wired to, then the engine's. */
final class WiredLoader extends ClassLoader {

  static final String COMPONENT = "org.parley.camel.component";

  static {
    registerAsParallelCapable();
  }

  private final List<ClassLoader> others;

  private WiredLoader(String name, ClassLoader bundle, List<ClassLoader> others) {
    super(name, bundle);
    this.others = others;
  }

  static WiredLoader of(String name, ClassLoader bundle) {
    Set<ClassLoader> others = new LinkedHashSet<>();
    if (bundle instanceof BundleReference reference) {
      for (BundleWire wire : wires(reference)) {
        others.add(wire.getProviderWiring().getClassLoader());
      }
    }
    others.add(WiredLoader.class.getClassLoader());
    others.remove(bundle);
    return new WiredLoader(name, bundle, List.copyOf(others));
  }

  /** Does the work while this loader is the thread's context class loader. */
  <T extends @Nullable Object> T during(Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader callers = thread.getContextClassLoader();
    thread.setContextClassLoader(this);
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(callers);
    }
  }

  private static List<BundleWire> wires(BundleReference reference) {
    BundleWiring wiring = reference.getBundle().adapt(BundleWiring.class);
    if (wiring == null) {
      throw new IllegalStateException(
          "Bundle '%s' is not resolved; a context needs a resolved bundle"
              .formatted(reference.getBundle()));
    }
    return wiring.getRequiredWires(COMPONENT);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    for (ClassLoader other : others) {
      try {
        return other.loadClass(name);
      } catch (ClassNotFoundException e) {
        // the next one may have it
      }
    }
    throw new ClassNotFoundException(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    for (ClassLoader other : others) {
      URL found = other.getResource(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    List<URL> found = new ArrayList<>();
    for (ClassLoader other : others) {
      found.addAll(Collections.list(other.getResources(name)));
    }
    return Collections.enumeration(found);
  }
}
