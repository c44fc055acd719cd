// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileDesk;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** Which live profiles fit a filter? The youngest first. */
final class ListProfiles {
  private static final String ALL =
      """
      SELECT id FROM profiling_profile WHERE state IN (<states>) AND id < :below
      """;
  private static final String SEARCH =
      """
        AND (id IN (SELECT profile FROM profiling_identifier WHERE value LIKE :start ESCAPE '!')
          OR id IN (SELECT profile FROM profiling_attribute
            WHERE name IN ('name', 'firstName', 'lastName', 'company')
              AND LOWER(value) LIKE :start ESCAPE '!'))
      """;
  private static final String PAGE =
      """
      ORDER BY id DESC FETCH FIRST :most ROWS ONLY
      """;

  private ListProfiles() {}

  static List<UUID> in(Transaction transaction, ProfileDesk.Filter filter, UUID below, int most) {
    List<Profile.State> states =
        filter.state().map(List::of).orElse(List.of(Profile.State.values()));
    String search = filter.search().map(text -> SEARCH).orElse("");
    Statement statement =
        transaction
            .sql(ALL + search + PAGE)
            .bindList("states", states)
            .bind("below", below)
            .bind("most", most);
    filter.search().ifPresent(text -> statement.bind("start", start(text)));
    return statement.list(row -> row.id("id"));
  }

  private static String start(String text) {
    String bare = text.strip().toLowerCase(Locale.ROOT);
    return bare.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
