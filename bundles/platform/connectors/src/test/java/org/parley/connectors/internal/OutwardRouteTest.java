// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.campaigns.ChangeFailed;
import org.parley.api.campaigns.PostChanged;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostRemoved;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.PostRewritten;
import org.parley.api.campaigns.PostWithdrawn;
import org.parley.api.connectors.Capability;
import org.parley.api.crm.ContactRequested;
import org.parley.api.crm.ContactSynced;
import org.parley.api.mail.AddressSuppressed;
import org.parley.api.mail.SuppressionSynced;
import org.parley.api.mentions.ReplyFailed;
import org.parley.api.mentions.ReplyPublished;
import org.parley.api.mentions.ReplyRequested;
import org.parley.api.messages.MessageFailed;
import org.parley.api.messages.MessageRequested;
import org.parley.api.messages.MessageSent;
import org.parley.api.profiles.Handle;
import org.parley.api.profiles.Identifier;
import org.parley.api.store.Store;
import org.parley.connector.Standing;
import org.parley.connectors.internal.TrialKeeper.Handed;
import org.parley.testkit.StoreTest;

@StoreTest(room = "connectors")
class OutwardRouteTest {
  private static final Handle ADA = Handle.of("keeper", "ada");
  private static final Instant NOW = Instant.now();

  private final TrialKeeper keeper = new TrialKeeper();
  private final Bench bench;
  private UUID account = new UUID(0, 0);

  OutwardRouteTest(Store store) {
    bench = new Bench(store);
  }

  @BeforeEach
  void connect() {
    account = bench.connect(keeper, Map.of()).account().id();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @TestTemplate
  void changesAndTakesBackWhatItHasPublished() {
    UUID post = publish("Hello", Optional.empty());
    var rewritten =
        new PostRewritten(Ids.next(NOW), post, account, "keeper", Bench.teaser("Hello!"));

    read(rewritten);
    read(new PostWithdrawn(post, account, "keeper"));

    assertThat(keeper.handed())
        .extracting(Handed::what)
        .containsExactly(Capability.PUBLISH, Capability.EDIT, Capability.DELETE);
    var there =
        new Standing("PUBLISH-1", Optional.of(URI.create("https://keeper.example/PUBLISH-1")));
    assertThat(keeper.handed().get(1).outgoing().on()).contains(there);
    assertThat(keeper.handed().get(1).outgoing().key()).isEqualTo(rewritten.revision());
    assertThat(keeper.handed().get(2).outgoing().on()).contains(there);
    assertThat(bench.bus.data(PostChanged.class))
        .extracting(PostChanged::revision)
        .containsExactly(rewritten.revision());
    assertThat(bench.bus.data(PostRemoved.class)).extracting(PostRemoved::post).contains(post);
  }

  @TestTemplate
  void changesNothingThatDoesNotStand() {
    UUID never = Ids.next(NOW);
    UUID refused = publish("x".repeat(21), Optional.empty());
    assertThat(bench.bus.data(PostFailed.class)).hasSize(1);

    read(new PostRewritten(Ids.next(NOW), never, account, "keeper", Bench.teaser("Hello!")));
    read(new PostWithdrawn(refused, account, "keeper"));

    assertThat(keeper.handed()).isEmpty();
    assertThat(bench.bus.data(ChangeFailed.class))
        .extracting(failed -> failed.revision().isPresent())
        .containsExactly(true, false);
    assertThat(bench.bus.data(ChangeFailed.class))
        .extracting(ChangeFailed::change)
        .containsExactly(ChangeFailed.Change.EDIT, ChangeFailed.Change.DELETE);
  }

  @TestTemplate
  void goesOnFromThePostBeforeInAThread() {
    UUID first = publish("One", Optional.empty());
    publish("Two", Optional.of(first));
    UUID refused = publish("x".repeat(21), Optional.of(first));
    publish("Four", Optional.of(refused));

    assertThat(keeper.handed()).hasSize(2);
    assertThat(keeper.handed().get(1).outgoing().on())
        .map(Standing::remoteId)
        .contains("PUBLISH-1");
    assertThat(bench.bus.data(PostFailed.class)).hasSize(2);
  }

  @TestTemplate
  void answersInPublic() {
    UUID reply = Ids.next(NOW);
    URI page = URI.create("https://keeper.example/r1");

    read(reply(reply, "No"));
    read(reply(Ids.next(NOW), "x".repeat(21)));

    assertThat(keeper.handed()).hasSize(1);
    assertThat(keeper.handed().get(0).outgoing().on())
        .contains(new Standing("r1", Optional.of(page)));
    assertThat(bench.bus.data(ReplyPublished.class))
        .singleElement()
        .extracting(ReplyPublished::reply)
        .isEqualTo(reply);
    assertThat(bench.bus.data(ReplyFailed.class)).hasSize(1);
  }

  @TestTemplate
  void writesToThoseWhoWroteAndToNobodyElse() {
    read(message("Hi", Optional.of(NOW)));
    read(message("Hi", Optional.empty()));
    read(message(" ", Optional.of(NOW)));

    assertThat(bench.bus.data(MessageSent.class)).hasSize(1);
    assertThat(bench.bus.data(MessageFailed.class))
        .extracting(MessageFailed::reason)
        .satisfiesExactly(
            reason -> assertThat(reason).contains("has not written"),
            reason -> assertThat(reason).contains("Is blank"));
  }

  @TestTemplate
  void tellsEachGatewayWhoGetsNoMoreMail() {
    UUID suppression = Ids.next(NOW);
    var suppressed =
        new AddressSuppressed(
            suppression, "ada@example.org", AddressSuppressed.Reason.COMPLAINED, NOW);
    BusRecord record = Bench.record(suppression, suppressed);
    bench.read(record).join();
    bench.read(record).join();

    assertThat(keeper.handed()).hasSize(1);
    assertThat(bench.bus.data(SuppressionSynced.class))
        .singleElement()
        .extracting(SuppressionSynced::suppression, SuppressionSynced::account)
        .containsExactly(suppression, account);
  }

  @TestTemplate
  void keepsContactsInStep() {
    UUID profile = Ids.next(NOW);
    var contact =
        new ContactRequested(
            profile, account, "keeper", List.of(ADA.identifier()), Map.of("name", "Ada"));

    read(contact);
    read(contact);
    read(
        new ContactRequested(
            profile,
            account,
            "keeper",
            List.of(new Identifier(Identifier.Kind.EMAIL, "", Optional.empty(), true)),
            Map.of()));

    assertThat(keeper.handed()).as("each change, but nobody who was erased").hasSize(2);
    assertThat(bench.bus.data(ContactSynced.class))
        .extracting(ContactSynced::remoteId)
        .containsExactly("CONTACT_UPSERT-1", "CONTACT_UPSERT-2");
  }

  private UUID publish(String text, Optional<UUID> follows) {
    UUID post = Ids.next(Instant.now());
    read(new PostRequested(post, account, "keeper", Bench.teaser(text), follows));
    return post;
  }

  private ReplyRequested reply(UUID id, String text) {
    return new ReplyRequested(
        id,
        account,
        "keeper",
        ADA,
        "r1",
        Optional.of(URI.create("https://keeper.example/r1")),
        text,
        Locale.ENGLISH);
  }

  private MessageRequested message(String text, Optional<Instant> theirLast) {
    return new MessageRequested(
        Ids.next(Instant.now()),
        account,
        "keeper",
        ADA,
        Optional.empty(),
        Optional.empty(),
        theirLast,
        Optional.empty(),
        Optional.empty(),
        text,
        Locale.ENGLISH);
  }

  private void read(RecordData data) {
    bench.read(Bench.record(UUID.randomUUID(), data)).join();
  }
}
