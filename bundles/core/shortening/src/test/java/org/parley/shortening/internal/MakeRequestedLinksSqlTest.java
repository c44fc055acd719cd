// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestTemplate;
import org.parley.api.Ids;
import org.parley.api.links.Link;
import org.parley.api.links.LinkCreated;
import org.parley.api.links.LinkRefused;
import org.parley.api.links.LinkRequested;
import org.parley.api.links.Origin;
import org.parley.api.store.Store;
import org.parley.testkit.StoreTest;

@StoreTest(room = "shortening")
class MakeRequestedLinksSqlTest {
  private final TestRoom room;
  private final MakeRequestedLinks reader;

  MakeRequestedLinksSqlTest(Store store) {
    room = TestRoom.on(store);
    reader = new MakeRequestedLinks(room.domains, room.routes, room.bus);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @TestTemplate
  void makesTheLinkOnceUnderTheIdAskedFor() {
    UUID id = Ids.next(room.clock.instant());
    LinkRequested wanted = wanted(id, "https://example.org/offer", everything());
    room.deliver(reader, wanted);
    room.deliver(reader, wanted);

    Link made = room.links.find(id).orElseThrow();
    assertThat(made.target()).isEqualTo(wanted.target());
    assertThat(made.origin()).isEqualTo(wanted.origin());
    assertThat(made.title()).contains("The offer");
    assertThat(room.bus.data(LinkCreated.class))
        .containsExactly(
            new LinkCreated(id, made.slug(), made.shortUrl(), made.target(), made.origin()));
  }

  @TestTemplate
  void makesPersonalLinksHarderToGuess() {
    UUID id = Ids.next(room.clock.instant());
    room.deliver(reader, wanted(id, "https://example.org/offer", everything()));
    assertThat(room.links.find(id).orElseThrow().slug()).hasSize(Slugs.PERSONAL);
  }

  @TestTemplate
  void tellsWhoeverAskedWhyATargetIsRefused() {
    UUID id = Ids.next(room.clock.instant());
    Origin origin = everything();

    room.deliver(reader, wanted(id, "https://go.example.org/loop", origin));

    assertThat(room.links.find(id)).isEmpty();
    assertThat(room.bus.data(LinkRefused.class))
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.link()).isEqualTo(id);
              assertThat(refused.origin()).isEqualTo(origin);
              assertThat(refused.reason()).contains("is itself a short link");
            });
  }

  @TestTemplate
  void shortensWhatNoTitleHolds() {
    UUID id = Ids.next(room.clock.instant());
    String title = "two\nlines\u0000 " + "😀".repeat(200);
    room.deliver(
        reader,
        new LinkRequested(id, URI.create("https://example.org/"), Optional.of(title), Origin.NONE));
    assertThat(room.links.find(id).orElseThrow().title().orElseThrow())
        .startsWith("two lines 😀")
        .endsWith("😀")
        .hasSizeBetween(199, 200);
  }

  private static LinkRequested wanted(UUID id, String target, Origin origin) {
    return new LinkRequested(id, URI.create(target), Optional.of("The offer"), origin);
  }

  private Origin everything() {
    return new Origin(
        some(), some(), some(), some(), some(), Optional.of("bluesky"), some(), some());
  }

  private Optional<UUID> some() {
    return Optional.of(Ids.next(room.clock.instant()));
  }
}
