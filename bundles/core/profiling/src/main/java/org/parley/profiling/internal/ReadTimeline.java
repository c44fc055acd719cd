// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.InvalidInput;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.profiles.Timeline;
import org.parley.api.store.Store;

/** Shows what a person did. */
@Component
public final class ReadTimeline implements Timeline {

  private final Store store;

  @Activate
  public ReadTimeline(@Reference(target = Room.STORE) Store store) {
    this.store = store;
  }

  @Override
  public Paged<Entry> entries(UUID profile, PageRequest page) {
    FindEntries.Place place = page.cursor().map(ReadTimeline::place).orElse(FindEntries.Place.TOP);
    List<Entry> found =
        store.read(
            transaction -> {
              UUID live = Live.id(transaction, profile);
              return FindEntries.in(transaction, live, place, page.limit() + 1);
            });
    return found.size() <= page.limit() ? Paged.last(found) : cut(found.subList(0, page.limit()));
  }

  private static Paged<Entry> cut(List<Entry> entries) {
    Entry last = entries.get(entries.size() - 1);
    return new Paged<>(entries, Optional.of(last.at() + "_" + last.id()));
  }

  private static FindEntries.Place place(String cursor) {
    String[] parts = cursor.split("_", 2);
    try {
      return new FindEntries.Place(Instant.parse(parts[0]), UUID.fromString(parts[1]));
    } catch (RuntimeException malformed) {
      throw new InvalidInput("cursor", "'" + cursor + "' was not given by this listing");
    }
  }
}
