// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.parley.api.measurement.NetworkFigures.DIRECT;

import java.util.Locale;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.links.Links.Filter;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/** Which links fit, the youngest first? */
final class ListLinks {
  private static final String SEARCH =
      """
       AND (LOWER(slug) LIKE :search ESCAPE '!' OR LOWER(target) LIKE :search ESCAPE '!'
        OR LOWER(title) LIKE :search ESCAPE '!')
      """;

  /** The day that is being counted lies beside the sums, see {@link AddDay}. */
  private static final String CLICKED =
      """
       AND (EXISTS (SELECT 1 FROM shortening_clicks
         WHERE link = shortening_link.id AND latest_day >= :clickedSince AND day_people > 0)
        OR EXISTS (SELECT 1 FROM shortening_day
         WHERE link = shortening_link.id AND day_number >= :clickedSince AND people > 0))
      """;

  private ListLinks() {}

  static Paged<StoredLink> in(Transaction tx, Filter filter, PageRequest page) {
    String where =
        "WHERE id < :below"
            + (filter.campaign().isPresent() ? " AND campaign = :campaign" : "")
            + (filter.state().isPresent() ? " AND state = :state" : "")
            + (filter.network().isPresent()
                ? " AND COALESCE(network, '" + DIRECT + "') = :network"
                : "")
            + (filter.clickedSince().isPresent() ? CLICKED : "")
            + (filter.search().isPresent() ? SEARCH : "");
    Statement statement =
        tx.sql(LinkRows.SELECT + where + " ORDER BY id DESC FETCH FIRST :limit ROWS ONLY")
            .bind("below", page.below())
            .bind("limit", page.limit() + 1);
    filter.campaign().ifPresent(campaign -> statement.bind("campaign", campaign));
    filter.state().ifPresent(state -> statement.bind("state", state));
    filter.network().ifPresent(network -> statement.bind("network", network));
    filter.clickedSince().ifPresent(day -> statement.bind("clickedSince", day.toEpochDay()));
    filter.search().ifPresent(search -> statement.bind("search", containing(search)));
    return Paged.of(statement.list(LinkRows::link), page, link -> link.id().toString());
  }

  private static String containing(String search) {
    return "%" + search.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%";
  }
}
