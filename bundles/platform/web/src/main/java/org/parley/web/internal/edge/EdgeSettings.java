// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How the hub is seen from outside. */
@ObjectClassDefinition(name = "Web")
public @interface EdgeSettings {
  /** The PID of these settings. */
  String PID = "org.parley.web";

  @AttributeDefinition(
      description =
          "The address that people reach the hub at, such as https://go.example.org; where it"
              + " listens unless set")
  String public_url() default "";

  @AttributeDefinition(
      description =
          "Addresses and networks of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto"
              + " are believed, such as 10.0.0.0/8")
  String[] trusted_proxies() default {};

  @AttributeDefinition(
      description =
          "Hosts, addresses and networks that may be fetched although they are not public, each"
              + " with a port if only that one is meant, such as 127.0.0.1:8081")
  String[] fetch_allow() default {};

  @AttributeDefinition(
      description = "Whether /metrics answers anybody, and not only loopback and administrators")
  boolean metrics_open() default false;
}
