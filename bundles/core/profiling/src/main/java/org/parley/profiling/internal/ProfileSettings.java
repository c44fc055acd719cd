// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import org.osgi.service.component.annotations.ComponentPropertyType;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the hub asks people for and where they find it again; PID {@value #PID}. */
@ObjectClassDefinition(
    id = ProfileSettings.PID,
    name = "Profiles",
    description = "What the hub asks people for and where they find it again")
@ComponentPropertyType
@interface ProfileSettings {
  String PID = "org.parley.profiling";

  @AttributeDefinition(
      name = "Public URL",
      description = "Where the world reaches this hub, such as https://dialogue.example.org")
  String publicUrl() default "http://localhost:8080";

  @AttributeDefinition(
      name = "Purposes",
      description = "What the preference page always offers, such as newsletter")
  String[] purposes() default {"newsletter", "sales-contact", "remember"};
}
