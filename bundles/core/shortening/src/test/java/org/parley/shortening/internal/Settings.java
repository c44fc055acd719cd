// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.lang.annotation.Annotation;

/** The room's settings as a test wants them. */
record Settings(String public_url, String[] link_domains, long cache_bytes)
    implements LinkSettings {
  static Settings of(String publicUrl, String... linkDomains) {
    return new Settings(publicUrl, linkDomains, 1 << 20);
  }

  Settings caching(long bytes) {
    return new Settings(public_url, link_domains, bytes);
  }

  @Override
  public Class<? extends Annotation> annotationType() {
    return LinkSettings.class;
  }
}
