// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.connectors.Capability;
import org.parley.api.store.Transaction;
import org.parley.connector.Standing;

/**
 * What an account knows of a post that it was to publish.
 *
 * @param state how far that has come
 * @param standing what the system calls it, once it stands there
 */
record PublishedPost(Attempt.State state, Standing standing) {
  private static final String FIND =
      """
      SELECT state, remote_id, permalink FROM connectors_delivery
      WHERE delivery_key = :post AND capability = :capability AND account = :account
      """;

  static Optional<PublishedPost> find(Transaction transaction, UUID post, UUID account) {
    return transaction
        .sql(FIND)
        .bind("post", post)
        .bind("capability", Capability.PUBLISH)
        .bind("account", account)
        .first(
            row ->
                new PublishedPost(
                    row.constant("state", Attempt.State.class),
                    new Standing(
                        row.findText("remote_id").orElse(""),
                        row.findText("permalink").map(URI::create))));
  }
}
