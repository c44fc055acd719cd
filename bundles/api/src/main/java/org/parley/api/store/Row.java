// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The row that a result stands on. A plain getter refuses SQL NULL with an {@link
 * IllegalStateException}; its {@code find…} twin gives empty.
 */
@ProviderType
public interface Row {
  String text(String column);

  Optional<String> findText(String column);

  long number(String column);

  Optional<Long> findNumber(String column);

  boolean flag(String column);

  Instant instant(String column);

  Optional<Instant> findInstant(String column);

  UUID id(String column);

  Optional<UUID> findId(String column);

  byte[] bytes(String column);

  Optional<byte[]> findBytes(String column);

  <E extends Enum<E>> E constant(String column, Class<E> type);
}
