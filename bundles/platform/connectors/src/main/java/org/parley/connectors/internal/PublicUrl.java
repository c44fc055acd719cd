// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Where browsers and systems reach this hub: what its settings say, else where it listens. */
@Component(service = PublicUrl.class, configurationPid = PublicUrl.WEB_PID)
public final class PublicUrl {
  /** The PID of the settings that the hub's public URL is among. */
  static final String WEB_PID = "org.parley.web";

  private static final String UNSET = "http://localhost:8080";

  private final String url;

  /** Of the settings of the web room, what is needed here. */
  @ComponentPropertyType
  @interface Settings {
    String public_url() default "";
  }

  @Activate
  public PublicUrl(Settings settings, BundleContext bundle) {
    this(
        settings.public_url().isBlank()
            ? Optional.ofNullable(bundle.getProperty("parley.url")).orElse(UNSET)
            : settings.public_url());
  }

  PublicUrl(String url) {
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
