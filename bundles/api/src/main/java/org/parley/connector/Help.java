// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One sentence on what to enter into a field of the settings. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Help {
  /** In English. */
  String en();

  /** In German. */
  String de();
}
