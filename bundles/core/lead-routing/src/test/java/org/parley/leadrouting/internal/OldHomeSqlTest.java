// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.parley.leadrouting.internal.World.NOW;
import static org.parley.leadrouting.internal.World.clicked;
import static org.parley.leadrouting.internal.World.joined;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.api.leads.Lead;
import org.parley.api.links.Origin;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.store.Store;
import org.parley.store.internal.Database;
import org.parley.store.internal.MigrationFiles;
import org.parley.testkit.TestStore;

/** A home that was written when this room kept what people did in a table of its own. */
class OldHomeSqlTest {
  static Iterable<TestStore.Kind> databases() {
    return TestStore.Kind.chosen();
  }

  @ParameterizedTest
  @MethodSource("databases")
  void keepsLeadsAndKnowsWhatWasAskedBefore(TestStore.Kind kind) throws IOException {
    try (TestStore opened = TestStore.open(kind)) {
      Database database = Database.open(opened.settings());
      database.migrate(migrations("V1__leads.sql", "V2__versions.sql"));
      World world = new World(opened.store());
      InteractionJoined asked = joined(world.ada, true, "form.confirmed", Origin.NONE);
      InteractionJoined click = clicked(world.ada, NOW);
      insertActivity(opened.store(), asked);
      insertActivity(opened.store(), click);
      UUID closed = insertClosedLead(opened.store(), world.ada);

      database.migrate(migrations("V1__leads.sql", "V2__versions.sql", "V3__requests.sql"));
      database.release();
      world.readTogether(world.find, asked, click);

      assertThat(world.rows("leadrouting_request")).isEqualTo(1);
      assertThat(world.queries.ofProfile(world.ada)).extracting(Lead::id).containsExactly(closed);
      assertThat(world.queries.story(closed))
          .extracting("what")
          .contains("form confirmed", "click recorded");
      world.readTogether(world.find, joined(world.ada, true, "form.confirmed", Origin.NONE));
      assertThat(world.queries.ofProfile(world.ada)).hasSize(2);
    }
  }

  private static void insertActivity(Store store, InteractionJoined joined) {
    store.inTransaction(
        tx ->
            tx.sql(
                    """
                    INSERT INTO leadrouting_activity
                      (id, profile, first_profile, type, detail, at_time)
                    VALUES (:id, :profile, :profile, :type, 'said', :at)
                    """)
                .bind("id", joined.interaction().id())
                .bind("profile", joined.profile())
                .bind("type", joined.interaction().type())
                .bind("at", joined.interaction().at())
                .update());
  }

  private static UUID insertClosedLead(Store store, UUID profile) {
    UUID id = UUID.randomUUID();
    Lead lead =
        new Lead(
            id,
            profile,
            "general",
            Lead.Stage.WON,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Origin.NONE,
            Optional.empty(),
            NOW,
            NOW,
            1);
    return store.inTransaction(
        tx -> {
          LeadTable.insert(tx, lead, profile);
          return id;
        });
  }

  private static MigrationFiles migrations(String... names) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    for (String name : names) {
      String path = "/db/leadrouting/" + name;
      try (InputStream file = requireNonNull(OldHomeSqlTest.class.getResourceAsStream(path))) {
        files.put(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return new MigrationFiles("leadrouting", files);
  }
}
