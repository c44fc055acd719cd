// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import java.util.UUID;

/**
 * People of ours who share accounts, queues and figures.
 *
 * @param id its identity
 * @param name unique among teams
 */
public record Team(UUID id, String name) {}
