// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Conflict;
import org.parley.api.Ids;
import org.parley.api.security.ActionTaken;
import org.parley.api.security.Team;
import org.parley.api.security.Witness.Deed;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "security")
class AuditLogSqlTest {
  private Office office;

  @BeforeEach
  void open(Store store) {
    office = new Office(store);
  }

  @TestTemplate
  void notesWhatWasDone() {
    String made =
        office.audit.within(
            Office.BOSS, () -> "kettle", name -> new Deed("thing.made", name, "for the kitchen"));

    assertThat(made).isEqualTo("kettle");
    ActionTaken entry = office.bus.data(ActionTaken.class).get(0);
    assertThat(entry.action()).isEqualTo("thing.made");
    assertThat(entry.subject()).isEqualTo("kettle");
    assertThat(entry.detail()).isEqualTo("for the kitchen");
    assertThat(entry.name()).isEqualTo("Boss");
  }

  @TestTemplate
  void leavesTheWordToARoomThatNotesItself() {
    Team team =
        office.audit.within(
            Office.BOSS,
            () -> office.teams.create("Sales", Office.BOSS),
            made -> new Deed("edge.saw", made.name(), ""));
    office.audit.beyond(
        Office.BOSS,
        () -> office.teams.create("Support", Office.BOSS),
        made -> new Deed("edge.saw", made.name(), ""));

    assertThat(actions()).containsExactly("team.created", "team.created");
    assertThat(office.teams.list()).extracting(Team::name).contains(team.name(), "Support");
  }

  @TestTemplate
  void undoesWhatItCannotNote() {
    assertThatThrownBy(
            () ->
                office.audit.within(
                    Office.BOSS,
                    () -> insertTeam("Sales"),
                    made -> {
                      throw new Conflict("no words for it");
                    }))
        .isInstanceOf(Conflict.class);

    assertThat(office.teams.list()).isEmpty();
  }

  @TestTemplate
  void notesNothingOfWhatFailed() {
    assertThatThrownBy(
            () ->
                office.audit.beyond(
                    Office.BOSS,
                    () -> {
                      throw new Conflict("taken");
                    },
                    result -> new Deed("edge.saw", "", "")))
        .isInstanceOf(Conflict.class);

    assertThat(actions()).isEmpty();
  }

  @TestTemplate
  void isPartOfTheTransactionThatIsThere(Store store) {
    assertThatThrownBy(
            () ->
                store.asOne(
                    tx -> {
                      office.audit.within(
                          Office.BOSS, () -> "kettle", name -> new Deed("thing.made", name, ""));
                      throw new Conflict("after all");
                    }))
        .isInstanceOf(Conflict.class);

    assertThat(actions()).isEmpty();
  }

  /** As a room does that leaves the entry to the edge. */
  private Team insertTeam(String name) {
    var team = new Team(Ids.next(office.clock.instant()), name);
    return office.store.inTransaction(
        tx -> {
          TeamTable.insert(tx, team);
          return team;
        });
  }

  private List<String> actions() {
    return office.bus.data(ActionTaken.class).stream().map(ActionTaken::action).toList();
  }
}
