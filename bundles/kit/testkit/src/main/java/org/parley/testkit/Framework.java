// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A real Felix, filled with bundles from the class path of a test.
 *
 * <p>The packages named as shared are those that the test itself speaks: the framework takes them
 * from the test's class path, so that services can be cast.
 */
public final class Framework implements AutoCloseable {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final org.osgi.framework.launch.Framework felix;

  private Framework(org.osgi.framework.launch.Framework felix) {
    this.felix = felix;
  }

  /**
   * Starts an empty framework.
   *
   * @param properties of the framework, such as {@code parley.home}
   * @param shared packages with their versions, such as {@code org.parley.api;version=0.1.0}
   */
  public static Framework start(Path storage, Map<String, String> properties, String... shared)
      throws BundleException {
    Map<String, String> all = new HashMap<>(properties);
    all.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    all.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, String.join(",", shared));
    // else Felix looks into the class path of the test for what no bundle has
    all.put("felix.bootdelegation.implicit", "false");
    all.put("org.ops4j.pax.logging.DefaultServiceLog.level", "WARN");
    org.osgi.framework.launch.Framework felix =
        ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow().newFramework(all);
    felix.start();
    return new Framework(felix);
  }

  /** Installs these artifacts of the class path, then starts them in the same order. */
  public void add(String... artifacts) throws BundleException {
    List<Bundle> installed = new ArrayList<>();
    for (String artifact : artifacts) {
      installed.add(context().installBundle("reference:" + find(artifact).toURI()));
    }
    for (Bundle bundle : installed) {
      bundle.start();
    }
  }

  /** A bundle without code, made of a manifest and some files. */
  public static InputStream bundle(Map<String, String> headers, Map<String, String> files) {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    headers.forEach(attributes::putValue);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        jar.putNextEntry(new JarEntry(file.getKey()));
        jar.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  public BundleContext context() {
    return felix.getBundleContext();
  }

  /**
   * Waits for a service and keeps hold of it.
   *
   * @param filter over its properties, such as {@code (room=bus)}; may be blank
   */
  public <T> T service(Class<T> type, String filter) throws InterruptedException {
    ServiceTracker<T, T> tracker = tracker(type, filter);
    tracker.open();
    try {
      if (tracker.waitForService(LONGEST_WAIT.toMillis()) == null) {
        throw new AssertionError(
            "No service " + type.getName() + " " + filter + "; bundles: " + bundles());
      }
      return context().getService(tracker.getServiceReference());
    } finally {
      tracker.close();
    }
  }

  /** Whether such a service is there at this moment. */
  public boolean has(Class<?> type, String filter) {
    try {
      return context().getServiceReferences(type.getName(), both(type, filter)) != null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private <T> ServiceTracker<T, T> tracker(Class<T> type, String filter) {
    try {
      return new ServiceTracker<>(context(), context().createFilter(both(type, filter)), null);
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String both(Class<?> type, String filter) {
    return "(&(objectClass=" + type.getName() + ")" + filter + ")";
  }

  private List<String> bundles() {
    return Arrays.stream(context().getBundles())
        .map(bundle -> bundle.getSymbolicName() + " in state " + bundle.getState())
        .toList();
  }

  private static File find(String artifact) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(File::new)
        .filter(entry -> entry.getName().matches(artifact + "-[0-9].*\\.jar"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No '" + artifact + "' on the class path"));
  }

  @Override
  public void close() throws BundleException, InterruptedException {
    felix.stop();
    felix.waitForStop(LONGEST_WAIT.toMillis());
  }
}
