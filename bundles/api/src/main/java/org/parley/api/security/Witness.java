// SPDX-License-Identifier: Apache-2.0
package org.parley.api.security;

import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Carries out what somebody asked for at the edge and sees to it that the audit log tells of it,
 * once: a room that writes an entry of its own by {@link Audit#note} meanwhile knows better, and
 * the edge's is left out. What fails is not noted.
 */
@ProviderType
public interface Witness {
  /**
   * What was done, as {@link Audit} keeps it.
   *
   * @param action such as {@code link.created}
   * @param subject the identity of what it was done to
   * @param detail what else is worth knowing, without secrets; may be empty
   */
  record Deed(String action, String subject, String detail) {}

  /**
   * Carries it out in one transaction with its entry, both or neither; see {@link
   * org.parley.api.store.Store#asOne}, whose transaction it joins when this thread has one.
   *
   * @param by who asked for it
   * @param work run again when the transaction is
   * @param deed what to say of its result
   */
  <T> T within(Caller by, Supplier<T> work, Function<? super T, Deed> deed);

  /** The same for work that reaches beyond the database: the entry is written when it is done. */
  <T> T beyond(Caller by, Supplier<T> work, Function<? super T, Deed> deed);
}
