// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import java.time.Instant;
import java.util.UUID;

/**
 * A web site whose pages may report what visitors do.
 *
 * @param id its identity
 * @param origin scheme, host and port as browsers send them, such as https://www.example.org
 * @param name what people call it
 * @param createdAt when it was registered
 */
public record Site(UUID id, String origin, String name, Instant createdAt) {}
