// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * What one sign-in lets a person choose among: pages, channels, organisations, locations. Each that
 * is chosen becomes an account. Places in JSON are pointers (RFC 6901).
 *
 * @param address asked with GET and the token
 * @param list where the array is
 * @param id of one, within it; one without it is left out
 * @param name of one, for people
 * @param token of one, where each has a token of its own that takes the place of the first; without
 *     it all that are chosen share one, whose refresh token must not rotate
 * @param facts what else of one the routes need: the name of the fact and its place; one that lacks
 *     any is left out
 * @param more where the answer says how to go on
 */
public record Choice(
    Template address,
    String list,
    String id,
    String name,
    Optional<String> token,
    Map<String, String> facts,
    Optional<More> more) {
  public Choice {
    requireNonNull(address);
    requireNonNull(list);
    requireNonNull(id);
    requireNonNull(name);
    requireNonNull(token);
    facts = Map.copyOf(facts);
    requireNonNull(more);
  }

  /**
   * How the rest is asked for.
   *
   * @param place of the whole address that comes next, or of a cursor
   * @param parameter of the address that takes the cursor; empty for a whole address
   */
  public record More(String place, Optional<String> parameter) {
    public More {
      requireNonNull(place);
      requireNonNull(parameter);
    }
  }

  public static Choice of(String address, String list, String id, String name) {
    return new Choice(
        Template.of(address), list, id, name, Optional.empty(), Map.of(), Optional.empty());
  }

  public Choice token(String place) {
    return new Choice(address, list, id, name, Optional.of(place), facts, more);
  }

  public Choice facts(Map<String, String> places) {
    return new Choice(address, list, id, name, token, places, more);
  }

  /** The answer holds the whole address of the next part. */
  public Choice next(String place) {
    return new Choice(
        address, list, id, name, token, facts, Optional.of(new More(place, Optional.empty())));
  }

  /** The answer holds a cursor for a parameter of the address. */
  public Choice next(String place, String parameter) {
    return new Choice(
        address,
        list,
        id,
        name,
        token,
        facts,
        Optional.of(new More(place, Optional.of(parameter))));
  }
}
