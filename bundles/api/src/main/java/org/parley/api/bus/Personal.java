// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a component of a {@link RecordData}, or of a record within one, that says something about a
 * person.
 *
 * <p>The bus writes it encrypted with the key of the record's {@link BusRecord#partitionKey()}.
 * Once that key is destroyed, by {@link Bus#erase}, the component reads as absent: empty, or null.
 * So a marked component is text, optional, or a list or map of text, and its record accepts it
 * absent.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Personal {}
