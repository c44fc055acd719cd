// SPDX-License-Identifier: Apache-2.0
package org.parley.api.leads;

import java.util.Optional;
import java.util.UUID;

/**
 * Points for something a person did, or for what a person is.
 *
 * @param id its identity
 * @param name what people call it, used to explain a score
 * @param interaction the interaction type that earns the points; empty for a rule on an attribute
 * @param attribute the profile attribute that must have the value; empty for a rule on an
 *     interaction
 * @param value the attribute's value, letter case ignored
 * @param points earned each time, or taken when negative
 * @param halfLifeDays after how many days half of the points are left; 0 for points that stay
 * @param version counts its changes, for optimistic editing; 1 when it is new
 */
public record ScoringRule(
    UUID id,
    String name,
    Optional<String> interaction,
    Optional<String> attribute,
    Optional<String> value,
    int points,
    int halfLifeDays,
    long version) {}
