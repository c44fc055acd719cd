// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs every {@code @TestTemplate} method of a class once on Derby and once on PostgreSQL, each
 * time on empty tables.
 *
 * <p>A parameter of type {@link org.parley.api.store.Store} or {@link TestStore}, of a method, a
 * {@code @BeforeEach} method or the constructor, is the store of the present run. The tables are
 * made once for the class from {@code db/<room>/} on its class path and emptied before each method,
 * except those that the migrations themselves fill. The system property {@code
 * parley.test.databases} ({@code derby}, {@code postgresql} or both) chooses.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StoreExtension.class)
public @interface StoreTest {
  /** The rooms whose migrations are run, in this order. */
  String[] room();
}
