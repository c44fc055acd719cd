// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import org.osgi.service.component.annotations.ComponentPropertyType;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What the hub asks people for, PID {@value #PID}. The public URL is the hub's, set once for all in
 * PID {@value #WEB_PID}; without it the hub is reached where it listens.
 */
@ObjectClassDefinition(
    id = ProfileSettings.PID,
    pid = ProfileSettings.PID,
    name = "Profiles",
    description = "What the hub asks people for")
@ComponentPropertyType
@interface ProfileSettings {
  /** The PID of these settings. */
  String PID = "org.parley.profiling";

  /** The PID of the settings that the hub's public URL is among. */
  String WEB_PID = "org.parley.web";

  @AttributeDefinition(
      name = "Public URL",
      description = "Where the world reaches this hub, such as https://dialogue.example.org")
  String public_url() default "";

  @AttributeDefinition(
      name = "Purposes",
      description = "What the preference page always offers, such as newsletter")
  String[] purposes() default {"newsletter", "sales-contact", "remember"};
}
