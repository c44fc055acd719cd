// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.parley.api.security.Caller;
import org.parley.api.security.Witness;

/** Remembers what the audit log was told. */
final class SeenDeeds implements Witness {
  private final List<Deed> seen = new CopyOnWriteArrayList<>();

  List<Deed> all() {
    return List.copyOf(seen);
  }

  @Override
  public <T> T within(Caller by, Supplier<T> work, Function<? super T, Deed> deed) {
    T result = work.get();
    Deed told = deed.apply(result);
    if (told.subject().isBlank()) {
      throw new IllegalArgumentException("The audit log takes no deed without a subject: " + told);
    }
    seen.add(told);
    return result;
  }

  @Override
  public <T> T beyond(Caller by, Supplier<T> work, Function<? super T, Deed> deed) {
    return within(by, work, deed);
  }
}
