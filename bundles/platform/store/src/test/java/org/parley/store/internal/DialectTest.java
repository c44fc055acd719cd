// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class DialectTest {
  @Test
  void knowsWhichRowsOfABatchWereInserted() throws SQLException {
    assertThat(Dialect.isInserted(1)).isTrue();
    assertThat(Dialect.isInserted(0)).isFalse();
  }

  /** As a driver answers that makes one statement of many. */
  @Test
  void takesNoAnswerForNone() {
    assertThatThrownBy(() -> Dialect.isInserted(Statement.SUCCESS_NO_INFO))
        .isInstanceOf(SQLException.class);
  }
}
