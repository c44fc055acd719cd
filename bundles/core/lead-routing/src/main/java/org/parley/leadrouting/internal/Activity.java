// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.profiles.ProfileSplit;
import org.parley.api.profiles.Profiles;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;
import org.parley.api.store.Transaction;

/**
 * Something a profile did, as far as scores and stories need it.
 *
 * @param type the interaction's type
 * @param detail one sentence for the story
 */
record Activity(String type, String detail, Instant at, Origin origin) {
  private static final int DETAIL = 500;

  private static final String INSERT =
      """
      INSERT INTO leadrouting_activity
        (id, profile, first_profile, type, detail, at_time, %s)
      VALUES (:id, :profile, :first, :type, :detail, :at, %s)
      """
          .formatted(Origins.COLUMNS, Origins.VALUES);

  private static final String COLUMNS =
      "SELECT type, detail, at_time, " + Origins.COLUMNS + " FROM leadrouting_activity ";
  private static final String LATEST =
      " ORDER BY at_time DESC, id DESC FETCH FIRST :most ROWS ONLY";
  private static final String KNOWN =
      """
      (message IS NOT NULL OR post IS NOT NULL OR mailing IS NOT NULL OR account IS NOT NULL
        OR network IS NOT NULL OR sharer IS NOT NULL)
      """;

  /**
   * Writes what profiles did; says of each whether it was not there yet.
   *
   * @param living who lives now for whoever did it
   */
  static boolean[] insert(
      Transaction tx, List<InteractionJoined> joined, Map<UUID, Profiles.Who> living) {
    Statement insert = tx.sql(INSERT);
    for (InteractionJoined each : joined) {
      Interaction interaction = each.interaction();
      UUID first = each.profile();
      Origins.bind(insert, interaction.origin())
          .bind("id", interaction.id())
          .bind("profile", requireNonNull(living.get(first)).id())
          .bind("first", first)
          .bind("type", interaction.type())
          .bind("detail", detail(interaction))
          .bind("at", interaction.at())
          .addBatch();
    }
    return insert.insertBatchIfAbsent();
  }

  /** What a profile did last, the oldest first. */
  static List<Activity> last(Transaction tx, UUID profile, int most) {
    List<Activity> found =
        new ArrayList<>(
            tx.sql(COLUMNS + "WHERE profile = :profile" + LATEST)
                .bind("profile", profile)
                .bind("most", most)
                .list(Activity::activity));
    Collections.reverse(found);
    return found;
  }

  /** The last campaign that led a profile here, or else whatever is known of the last way. */
  static Origin source(Transaction tx, UUID profile) {
    return source(tx, profile, "campaign IS NOT NULL")
        .or(() -> source(tx, profile, KNOWN))
        .orElse(Origin.NONE);
  }

  private static Optional<Origin> source(Transaction tx, UUID profile, String known) {
    return tx.sql(COLUMNS + "WHERE profile = :profile AND " + known + LATEST)
        .bind("profile", profile)
        .bind("most", 1)
        .first(Origins::read);
  }

  static void move(Transaction tx, UUID from, UUID to) {
    tx.sql("UPDATE leadrouting_activity SET profile = :to WHERE profile = :from")
        .bind("from", from)
        .bind("to", to)
        .update();
  }

  /** Gives back what was first noted for one of these profiles. */
  static void moveBack(Transaction tx, ProfileSplit split) {
    tx.sql(
            """
            UPDATE leadrouting_activity SET profile = :to
            WHERE profile = :from AND first_profile IN (<homes>)
            """)
        .bind("from", split.profile())
        .bind("to", split.other())
        .bindList("homes", split.homes())
        .update();
  }

  private static Activity activity(Row row) {
    return new Activity(
        row.text("type"), row.text("detail"), row.instant("at_time"), Origins.read(row));
  }

  private static String detail(Interaction interaction) {
    String what = interaction.type().replace('.', ' ');
    String where = interaction.origin().network().map(network -> " by " + network).orElse("");
    String which =
        interaction.data().getOrDefault("title", interaction.data().getOrDefault("form", ""));
    String detail = what + (which.isEmpty() ? "" : " '" + which + "'") + where;
    return LeadTable.cut(detail, DETAIL);
  }
}
