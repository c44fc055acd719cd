// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.util.Optional;
import org.parley.api.links.Origin;
import org.parley.api.store.Row;
import org.parley.api.store.Statement;

/** An origin as the columns of a row. */
final class Origins {
  static final String COLUMNS = "campaign, message, post, mailing, account, network, sharer";
  static final String VALUES = ":campaign, :message, :post, :mailing, :account, :network, :sharer";

  private Origins() {}

  static Statement bind(Statement statement, Origin origin) {
    return statement
        .bind("campaign", origin.campaign().orElse(null))
        .bind("message", origin.message().orElse(null))
        .bind("post", origin.post().orElse(null))
        .bind("mailing", origin.mailing().orElse(null))
        .bind("account", origin.account().orElse(null))
        .bind("network", origin.network().orElse(null))
        .bind("sharer", origin.sharer().orElse(null));
  }

  static Origin read(Row row) {
    return new Origin(
        row.findId("campaign"),
        row.findId("message"),
        row.findId("post"),
        row.findId("mailing"),
        row.findId("account"),
        row.findText("network"),
        row.findId("sharer"),
        Optional.empty());
  }
}
