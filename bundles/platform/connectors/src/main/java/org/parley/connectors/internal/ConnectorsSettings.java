// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import org.osgi.service.component.annotations.ComponentPropertyType;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Hub settings of what surrounds all connectors, PID {@value #PID}. The public URL is the hub's,
 * set once for all in PID {@value #WEB_PID}; without it the hub is reached where it listens.
 */
@ObjectClassDefinition(
    id = ConnectorsSettings.PID,
    pid = ConnectorsSettings.PID,
    name = "Connectors",
    description = "What the hub lends to each connector")
@ComponentPropertyType
public @interface ConnectorsSettings {
  /** The PID of these settings. */
  String PID = "org.parley.connectors";

  /** The PID of the settings that the hub's public URL is among. */
  String WEB_PID = "org.parley.web";

  @AttributeDefinition(
      name = "Public URL",
      description = "Where people and systems reach this hub, such as https://dialogue.example.org")
  String public_url() default "";

  @AttributeDefinition(
      description =
          "How many seconds, at least 1, a call of a connector may take before it is given up;"
              + " below 30 a system that is merely slow is given up before HTTP does so, and what it"
              + " was asked for may be done all the same. Settings, routes and connections that are"
              + " only tried have 30 seconds, whatever is said here")
  int call_seconds() default 60;
}
