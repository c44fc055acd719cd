// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import org.osgi.service.component.annotations.ComponentPropertyType;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where the hub and its short links are reached; PID {@value #PID}. */
@ObjectClassDefinition(
    id = LinkSettings.PID,
    name = "Short links",
    description = "Where the hub and its short links are reached")
@ComponentPropertyType
public @interface LinkSettings {
  String PID = "org.parley.shortening";

  @AttributeDefinition(
      name = "Public URL",
      description = "Where the world reaches this hub, such as https://dialogue.example.org")
  String publicUrl() default "http://localhost:8080";

  @AttributeDefinition(
      name = "Link domains",
      description =
          "Domains of short links, such as go.example.org; new links get the first. Without any,"
              + " links lie on the public URL")
  String[] linkDomains() default {};
}
