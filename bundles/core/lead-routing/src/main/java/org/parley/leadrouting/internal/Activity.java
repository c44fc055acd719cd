// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.ProfileSplit;
import org.parley.api.store.Row;
import org.parley.api.store.Transaction;

/**
 * Something a profile did, as far as scores and stories need it.
 *
 * @param type the interaction's type
 * @param detail one sentence for the story
 */
record Activity(String type, String detail, Instant at, Origin origin) {
  private static final int DETAIL = 500;

  /**
   * Writes what a profile did; says whether it was not there yet.
   *
   * @param profile the one that lives now
   * @param first the one that did it
   */
  static boolean insert(Transaction tx, UUID profile, UUID first, Interaction interaction) {
    return Origins.bind(
            tx.sql(
                """
                INSERT INTO leadrouting_activity
                  (id, profile, first_profile, type, detail, at_time, %s)
                VALUES (:id, :profile, :first, :type, :detail, :at, %s)
                """
                    .formatted(Origins.COLUMNS, Origins.VALUES)),
            interaction.origin())
        .bind("id", interaction.id())
        .bind("profile", profile)
        .bind("first", first)
        .bind("type", interaction.type())
        .bind("detail", detail(interaction))
        .bind("at", interaction.at())
        .insertIfAbsent();
  }

  /** What a profile did, the oldest first. */
  static List<Activity> of(Transaction tx, UUID profile) {
    return tx.sql(
            """
            SELECT type, detail, at_time, %s FROM leadrouting_activity
            WHERE profile = :profile ORDER BY at_time, id
            """
                .formatted(Origins.COLUMNS))
        .bind("profile", profile)
        .list(Activity::activity);
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
    return detail.substring(0, Math.min(detail.length(), DETAIL));
  }
}
