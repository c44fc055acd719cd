// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The hub settings {@code org.parley.store}. */
@ObjectClassDefinition(name = "Database", description = "Where the hub keeps its data")
@interface StoreSettings {
  @AttributeDefinition(
      description =
          "jdbc:postgresql://host:port/database, or jdbc:derby:folder; empty for the folder db in"
              + " the hub's home")
  String url() default "";

  @AttributeDefinition(description = "The user of a PostgreSQL database")
  String user() default "parley";

  @AttributeDefinition(
      description =
          "A file that holds the user's password and that only its owner may read, relative to the"
              + " hub's settings; the environment variable PARLEY_DB_PASSWORD comes before it")
  String password_file() default "";

  @AttributeDefinition(description = "How many connections there may be at once")
  int pool_size() default 16;

  @AttributeDefinition(
      description =
          "After how long without a sign of life of a hub another one on the same database does what"
              + " only one does at a time")
  long silence_millis() default 5_000;
}
