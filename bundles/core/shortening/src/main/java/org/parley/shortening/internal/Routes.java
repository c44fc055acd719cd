// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.store.Bell;
import org.parley.api.store.Bells;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;
import org.parley.shortening.internal.ListSlugs.Known;
import org.parley.shortening.internal.StoredLink.SlugKey;

/**
 * The way from a slug to its link: a bounded cache of those followed lately, a filter so that slugs
 * that do not exist never reach the database, and the database for the rest.
 *
 * <p>What this hub changes is known at once. What other hubs change is known when {@link #catchUp}
 * ran next: a group of the bus is read by one hub of several, so it cannot tell all of them. Who
 * edits a link, which others may have in their caches, has them look at once. Where there are other
 * hubs, a slug is said not to be there only after a look that began later.
 */
@Component(service = Routes.class, configurationPid = LinkSettings.PID)
public final class Routes {
  private static final long LEAST_CAPACITY = 1 << 16;

  /** How far commits may lie behind the time that they bear. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  /** Each look reads all that was changed within the overlap; an edit is known within a second. */
  private static final Duration BETWEEN_RINGS = Duration.ofMillis(500);

  private final Store store;
  private final Loads loads;
  private final Looks looks;
  private final Looks told;
  private final Bell edited;
  private final Runnable look = this::look;
  private final AsyncCache<SlugKey, @Nullable StoredLink> cache;
  private volatile @Nullable KnownSlugs known;
  private volatile @Nullable KnownSlugs next;
  private final AtomicLong held = new AtomicLong();
  private Instant caughtUp = Instant.EPOCH;

  @Activate
  public Routes(
      LinkSettings settings,
      @Reference(target = Room.STORE) Store store,
      @Reference Loads loads,
      @Reference Bells bells) {
    this.store = store;
    this.loads = loads;
    this.looks = new Looks(() -> loads.start(this::caughtUp));
    this.told = new Looks(BETWEEN_RINGS, () -> loads.start(this::caughtUp));
    this.cache = cache(settings.cache_bytes());
    this.edited = bells.of("shortening.edited");
    edited.listen(look);
  }

  private static AsyncCache<SlugKey, @Nullable StoredLink> cache(long bytes) {
    if (bytes < 0) {
      throw new ParleyException(
          Fault.SETTINGS, "Setting 'cache.bytes' is '" + bytes + "'; the least is 0");
    }
    return Caffeine.newBuilder()
        .maximumWeight(bytes)
        .weigher((SlugKey key, StoredLink link) -> link.bytes())
        .executor(Runnable::run)
        .buildAsync();
  }

  @Deactivate
  void close() {
    edited.ignore(look);
  }

  /** What cannot be seen for the moment is seen when it is next looked for. */
  private void look() {
    told.next();
  }

  /**
   * The link that answers under a slug.
   *
   * @return completes with {@link org.parley.api.Busy} when too many wait for the database
   */
  CompletableFuture<Optional<StoredLink>> find(SlugKey key) {
    if (mayBeThere(key)) {
      return cached(key);
    }
    return store.isEmbedded()
        ? CompletableFuture.completedFuture(Optional.empty())
        : looks.next().thenCompose(done -> foundSince(key));
  }

  private boolean mayBeThere(SlugKey key) {
    KnownSlugs filter = known;
    return filter == null || filter.mayHold(key);
  }

  private CompletableFuture<Optional<StoredLink>> cached(SlugKey key) {
    return cache.get(key, (wanted, own) -> load(wanted)).thenApply(Optional::ofNullable);
  }

  /** Another hub may have made it a moment ago. */
  private CompletableFuture<Optional<StoredLink>> foundSince(SlugKey key) {
    return mayBeThere(key) ? cached(key) : CompletableFuture.completedFuture(Optional.empty());
  }

  private CompletableFuture<@Nullable StoredLink> load(SlugKey key) {
    return loads.start(() -> store.read(tx -> FindLinks.bySlug(tx, key)).orElse(null));
  }

  /**
   * Takes note, as soon as the transaction has ended, that it makes or changes a link: also when it
   * came to nothing, which costs a question, for a commit whose outcome is unknown may be durable.
   */
  void changes(Transaction tx, SlugKey key) {
    tx.afterCommit(() -> changed(key));
    tx.afterRollback(() -> changed(key));
  }

  /** Likewise of a link that was made before, and lets other hubs know. */
  void edits(Transaction tx, SlugKey key) {
    changes(tx, key);
    tx.afterCommit(edited::ring);
  }

  private void changed(SlugKey key) {
    remember(key);
    cache.synchronous().invalidate(key);
  }

  /** The coming filter first: were it last, it could take the present one's place in between. */
  private void remember(SlugKey key) {
    KnownSlugs coming = next;
    if (coming != null) {
      coming.add(key);
    }
    KnownSlugs filter = known;
    if (filter != null && !filter.mayHold(key)) {
      filter.add(key);
      held.incrementAndGet();
    }
  }

  private boolean caughtUp() {
    catchUp();
    return true;
  }

  /**
   * Learns what other hubs have changed; the first time, and when the filter is full, all slugs.
   */
  synchronized void catchUp() {
    KnownSlugs filter = known;
    if (filter == null || held.get() > filter.capacity()) {
      learnAll();
    }
    if (!store.isEmbedded()) {
      Changes changes = store.read(this::changes);
      changes.links.forEach(this::meet);
      caughtUp = changes.asOf;
    }
  }

  /** By the database's clock, for other hubs may be ahead of this one or behind. */
  private Changes changes(Transaction tx) {
    Instant now = tx.now();
    Instant since = caughtUp.equals(Instant.EPOCH) || caughtUp.isAfter(now) ? now : caughtUp;
    return new Changes(now, ListChanges.in(tx, since.minus(OVERLAP)));
  }

  private void meet(StoredLink link) {
    remember(link.key());
    CompletableFuture<@Nullable StoredLink> cached = cache.getIfPresent(link.key());
    if (cached != null && cached.isDone() && isOlder(cached.getNow(null), link)) {
      cache.synchronous().invalidate(link.key());
    }
  }

  private static boolean isOlder(@Nullable StoredLink cached, StoredLink link) {
    return cached == null || cached.version() < link.version();
  }

  /**
   * For how many slugs there is room when there are so many: it is filled anew when they are more.
   */
  static long capacity(long links) {
    return Math.max(LEAST_CAPACITY, 2 * links);
  }

  private void learnAll() {
    long links = store.read(ListSlugs::count);
    KnownSlugs filter = new KnownSlugs(capacity(links));
    next = filter;
    UUID after = ListSlugs.START;
    List<Known> portion;
    do {
      UUID from = after;
      portion = store.read(tx -> ListSlugs.in(tx, from));
      portion.forEach(slug -> filter.add(slug.key()));
      after = portion.isEmpty() ? after : requireNonNull(portion.get(portion.size() - 1)).id();
    } while (portion.size() == ListSlugs.PORTION);
    held.set(links);
    known = filter;
    next = null;
  }

  /**
   * @param asOf all that was committed and dated by then is among them
   */
  private record Changes(Instant asOf, List<StoredLink> links) {}
}
