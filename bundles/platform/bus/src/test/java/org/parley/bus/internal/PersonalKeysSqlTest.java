// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.Topics;
import org.parley.api.interactions.Interaction;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

/** Records that are read from a table, by the process that has written them and by others. */
@StoreTest(room = "bus")
class PersonalKeysSqlTest {
  private final RecordCodec codec = Codecs.create().records();
  private final PersonalKeys writes = new PersonalKeys(Clock.systemUTC());
  private final PersonalKeys another = new PersonalKeys(Clock.systemUTC());
  private final Store store;

  PersonalKeysSqlTest(Store store) {
    this.store = store;
  }

  @TestTemplate
  void needsNoTableForWhatItHasWrittenItself() {
    LoggedRecord ada = write("ada");
    store.inTransaction(transaction -> transaction.sql("DELETE FROM bus_key").update());

    assertThat(value(ada, writes)).isEqualTo("ada@example.com");
    assertThat(value(ada, another)).isEmpty();
  }

  @TestTemplate
  void asksTheTableOnceAnotherHubHasErasedSomebody() {
    LoggedRecord ada = write("ada");
    LoggedRecord bob = write("bob");

    store.inTransaction(transaction -> KeyRows.destroy(transaction, Set.of("ada")));

    assertThat(value(ada, writes)).isEmpty();
    assertThat(value(bob, writes)).isEqualTo("bob@example.com");
    assertThat(value(ada, another)).isEmpty();
    assertThat(value(bob, another)).isEqualTo("bob@example.com");
  }

  @TestTemplate
  void writesOneKeyForAsLongAsItIsAtHand() {
    LoggedRecord first = write("ada");
    LoggedRecord second = write("ada");

    assertThat(second.keyId()).isPresent().isEqualTo(first.keyId());
    assertThat(value(first, another)).isEqualTo("ada@example.com");
    assertThat(value(second, another)).isEqualTo("ada@example.com");
  }

  private LoggedRecord write(String key) {
    Instant now = Instant.now();
    var identifier = new Identifier(Kind.EMAIL, key + "@example.com", Optional.empty(), false);
    var data =
        new Interaction(
            Ids.next(now), "page.viewed", now, List.of(identifier), Origin.NONE, Map.of());
    var outgoing = new Outgoing(codec, writes, new Traces());
    var written = outgoing.write(List.of(BusRecord.of("/test", key, now, data)));
    return store.inTransaction(transaction -> outgoing.in(transaction, List.of(written))).get(0);
  }

  /** What a record says of the person that is read from the log anew. */
  private String value(LoggedRecord written, PersonalKeys keys) {
    LoggedRecord read = codec.read(Topics.INTERACTIONS, written.bytes());
    store.read(
        transaction -> {
          keys.unlock(transaction, List.of(read));
          return read;
        });
    return ((Interaction) read.readOrFail().data()).identifiers().get(0).value();
  }
}
