// SPDX-License-Identifier: Apache-2.0
package org.parley.api.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** One SQL statement with its parameters; used once. */
@ProviderType
public interface Statement {
  /**
   * Binds a value: text, number, boolean, {@code byte[]}, enum (its name), {@link
   * java.time.Instant} (microseconds), {@link java.util.UUID} (16 bytes) or null.
   */
  Statement bind(String name, @Nullable Object value);

  /** Binds a non-empty list of such values to {@code (<name>)}. */
  Statement bindList(String name, Collection<?> values);

  /**
   * Adds the present parameters to a batch and starts the next set; finish with {@link
   * #updateBatch()}.
   */
  Statement addBatch();

  /** All rows, in the order of the statement. */
  <T> List<T> list(Function<Row, T> mapper);

  /** The first row, empty when there is none. */
  <T> Optional<T> first(Function<Row, T> mapper);

  /** Runs an INSERT, UPDATE or DELETE and says how many rows it touched. */
  int update();

  /**
   * Runs an INSERT of one row and gives the key that the database made for it.
   *
   * @param column the column of type <code>${identity}</code>
   */
  long insertForKey(String column);

  /** Runs the batch and says how many rows each set of parameters touched. */
  int[] updateBatch();

  /**
   * Runs an INSERT of one row unless a row with the same unique key is there already, also one that
   * another transaction is about to commit. Leaves the transaction usable in both cases.
   *
   * @return whether the row was inserted
   */
  boolean insertIfAbsent();

  /**
   * Runs the batch of an INSERT of one row, leaving out each row whose unique key is there already,
   * be it by an earlier row of the batch.
   *
   * @return for each set of parameters, in their order, whether its row was inserted
   */
  boolean[] insertBatchIfAbsent();
}
