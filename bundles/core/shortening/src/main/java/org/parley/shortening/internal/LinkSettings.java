// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import org.osgi.service.component.annotations.ComponentPropertyType;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Where short links are reached and how many are kept in memory, PID {@value #PID}. The public URL
 * is the hub's, set once for all in PID {@value #WEB_PID}; without it the hub is reached where it
 * listens.
 */
@ObjectClassDefinition(
    id = LinkSettings.PID,
    pid = LinkSettings.PID,
    name = "Short links",
    description = "Where short links are reached")
@ComponentPropertyType
public @interface LinkSettings {
  /** The PID of these settings. */
  String PID = "org.parley.shortening";

  /** The PID of the settings that the hub's public URL is among. */
  String WEB_PID = "org.parley.web";

  @AttributeDefinition(
      name = "Public URL",
      description = "Where the world reaches this hub, such as https://dialogue.example.org")
  String public_url() default "";

  @AttributeDefinition(
      name = "Link domains",
      description =
          "Domains of short links, such as go.example.org; new links get the first. Without any,"
              + " links lie on the public URL")
  String[] link_domains() default {};

  @AttributeDefinition(
      name = "Links in memory",
      description =
          "How much memory links may take that were followed lately; one counts as 1.3 to 6 kB, by"
              + " the length of its target")
  long cache_bytes() default 33_554_432;
}
