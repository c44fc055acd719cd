// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Where browsers and systems reach this hub: what its settings say, else where it listens. */
@Component(
    service = PublicUrl.class,
    configurationPid = {ConnectorsSettings.PID, ConnectorsSettings.WEB_PID})
@ConnectorsSettings
public final class PublicUrl {
  private static final String UNSET = "http://localhost:8080";

  private final String url;

  @Activate
  public PublicUrl(ConnectorsSettings settings, BundleContext bundle) {
    this(
        settings.public_url().isBlank()
            ? Optional.ofNullable(bundle.getProperty("parley.url")).orElse(UNSET)
            : settings.public_url());
  }

  /** Outside a framework, as in a test. */
  public PublicUrl(String url) {
    this.url = url.strip().replaceAll("/+$", "");
  }

  /**
   * @param path with a slash at its beginning
   */
  URI at(String path) {
    return URI.create(url + path);
  }

  boolean isHttps() {
    return url.startsWith("https://");
  }
}
