// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.store.internal.NamedSql.Parameter;

class NamedSqlTest {
  @Test
  void findsNamesInOrderAndRepeated() {
    NamedSql sql = NamedSql.parse("UPDATE t SET a = :a, b=:b_2 WHERE a < :a");
    assertThat(sql.parameters())
        .containsExactly(
            new Parameter("a", false), new Parameter("b_2", false), new Parameter("a", false));
    assertThat(sql.single()).isEqualTo("UPDATE t SET a = ?, b=? WHERE a < ?");
    assertThat(sql.slots()).isEqualTo(2);
    assertThat(List.of(sql.slot(0), sql.slot(1), sql.slot(2))).containsExactly(0, 1, 0);
    assertThat(sql.slot("b_2", false)).isEqualTo(1);
    assertThat(sql.slot("b", false)).isNegative();
    assertThat(sql.slot("a", true)).isNegative();
  }

  @Test
  void widensListsToTheirSize() {
    NamedSql sql = NamedSql.parse("SELECT 1 FROM t WHERE a IN (<as>) AND b = :b");
    assertThat(sql.positional(slot -> 3)).isEqualTo("SELECT 1 FROM t WHERE a IN (?,?,?) AND b = ?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ':no' FROM t",
        "SELECT 'it''s :no' FROM t",
        "SELECT \":no\" FROM t",
        "SELECT 1 -- :no\nFROM t",
        "SELECT 1 /* :no\n (<no>) */ FROM t",
        "SELECT 1::bigint FROM t",
        "SELECT a FROM t WHERE a <b AND c> 1",
        "SELECT a FROM t WHERE a <> 1"
      })
  void leavesAllElseAsItStands(String sql) {
    NamedSql parsed = NamedSql.parse(sql);
    assertThat(parsed.parameters()).isEmpty();
    assertThat(parsed.positional(slot -> 0)).isEqualTo(sql);
  }
}
