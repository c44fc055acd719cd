// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import org.osgi.service.component.annotations.ComponentPropertyType;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Hub settings of what surrounds all connectors. */
@ObjectClassDefinition(
    id = ConnectorsSettings.PID,
    pid = ConnectorsSettings.PID,
    name = "Connectors",
    description = "What the hub lends to each connector")
@ComponentPropertyType
public @interface ConnectorsSettings {
  /** The PID of these settings. */
  String PID = "org.parley.connectors";

  @AttributeDefinition(
      description =
          "How many seconds, at least 1, a call of a connector may take before it is given up;"
              + " below 30 a system that is merely slow is given up before HTTP does so, and what it"
              + " was asked for may be done all the same. Settings, routes and connections that are"
              + " only tried have 30 seconds, whatever is said here")
  int call_seconds() default 60;
}
