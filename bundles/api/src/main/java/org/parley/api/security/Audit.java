// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.store.Transaction;

/** The log of what people and programs did; entries are never changed. */
@ProviderType
public interface Audit {
  /**
   * Writes an entry as part of the caller's transaction.
   *
   * @param by who did it
   * @param action what was done, such as {@code link.created}
   * @param subject the identity of what it was done to
   * @param detail what else is worth knowing, without secrets; may be empty
   */
  void note(Transaction transaction, Caller by, String action, String subject, String detail);

  /** The entries, the youngest first. An entry shows a moment after its transaction. */
  Paged<ActionTaken> list(PageRequest page);
}
