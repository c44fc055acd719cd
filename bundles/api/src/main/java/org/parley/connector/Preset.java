// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a field of the settings holds when nothing is entered. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Preset {
  /** As it would be typed. */
  String value();
}
