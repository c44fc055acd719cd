// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.net.URI;
import org.parley.api.links.Link;
import org.parley.api.links.Origin;
import org.parley.api.store.Row;

/** How a link is read from its row. */
final class LinkRows {
  static final String SELECT =
      """
      SELECT id, domain, slug, target, title, campaign, message, post, mailing, account, network,
        sharer, recipient, state, created_at, expires_at, version
      FROM shortening_link
      """;

  private LinkRows() {}

  static StoredLink link(Row row) {
    return new StoredLink(
        row.id("id"),
        row.text("domain"),
        row.text("slug"),
        URI.create(row.text("target")),
        row.findText("title"),
        origin(row),
        row.constant("state", Link.State.class),
        row.instant("created_at"),
        row.findInstant("expires_at"),
        row.number("version"));
  }

  private static Origin origin(Row row) {
    return new Origin(
        row.findId("campaign"),
        row.findId("message"),
        row.findId("post"),
        row.findId("mailing"),
        row.findId("account"),
        row.findText("network"),
        row.findId("sharer"),
        row.findId("recipient"));
  }
}
