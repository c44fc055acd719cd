// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What the hub can be joined to at this moment. */
@ProviderType
public interface Connectors {
  /** All connectors that are installed and running, by id. */
  List<Descriptor> all();

  Optional<Descriptor> find(String connector);

  /**
   * Which bundle a connector comes from; empty when there is no such connector, or it came from
   * none, as in a test.
   */
  Optional<Source> source(String connector);

  /**
   * What an account of that connector needs to know, in the order of its form.
   *
   * @throws org.parley.api.NotFound when no such connector is there
   */
  List<SettingsField> settings(String connector);

  /**
   * @param bundle symbolic name
   * @param version of the bundle, as OSGi writes versions
   */
  record Source(String bundle, String version) {}
}
