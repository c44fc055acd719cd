// SPDX-License-Identifier: Apache-2.0
package org.parley.bus.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.Conflict;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.bus.BusDesk;
import org.parley.api.bus.BusRecord;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/** What an administrator sees and does. Groups that are fed here answer for themselves. */
final class Desk implements BusDesk {
  private final Database database;
  private final Codecs codecs;
  private final TopicLogs topics;
  private final Groups groups;
  private final Threads threads;

  Desk(Database database, Codecs codecs, TopicLogs topics, Groups groups, Threads threads) {
    this.database = database;
    this.codecs = codecs;
    this.topics = topics;
    this.groups = groups;
    this.threads = threads;
  }

  private Store store() {
    return database.store();
  }

  @Override
  public List<TopicStatus> topics() {
    return store()
        .read(
            read ->
                topics.all().stream()
                    .filter(topic -> topic.last() > 0)
                    .map(topic -> status(read, topic))
                    .toList());
  }

  private static TopicStatus status(Transaction read, TopicLog topic) {
    long last = topic.last();
    long first = FindTopicStart.in(read, topic.name()).orElse(last + 1);
    return new TopicStatus(topic.name(), last, last - first + 1);
  }

  @Override
  public List<GroupStatus> groups() {
    return store()
        .read(
            read -> {
              Map<String, Long> parked = FindParked.counts(read);
              List<GroupStatus> all = new ArrayList<>();
              for (FindGroups.Known known : FindGroups.in(read)) {
                String name = known.head().name();
                GroupStatus status =
                    groups
                        .find(name)
                        .filter(ReadingGroup::isWhole)
                        .map(ReadingGroup::status)
                        .orElseGet(() -> absent(known));
                all.add(withParked(status, parked.getOrDefault(name, 0L)));
              }
              return all;
            });
  }

  private GroupStatus absent(FindGroups.Known known) {
    long position = known.lowWater();
    long lag = Math.max(0, topics.get(known.head().topic()).last() - position);
    return new GroupStatus(
        known.head().name(),
        known.head().topic(),
        position,
        lag,
        known.waiting(),
        0,
        groups.isFedElsewhere(known.head().name()) && !known.head().paused(),
        known.head().paused());
  }

  private static GroupStatus withParked(GroupStatus status, long parked) {
    return new GroupStatus(
        status.group(),
        status.topic(),
        status.position(),
        status.lag(),
        status.waiting(),
        parked,
        status.fed(),
        status.paused());
  }

  @Override
  public Paged<ParkedRecord> parked(PageRequest page) {
    List<ParkedRecord> found =
        store().read(read -> FindParked.page(read, codecs.records(), page)).stream()
            .map(this::parked)
            .toList();
    return Paged.of(found, page, parked -> parked.id().toString());
  }

  private ParkedRecord parked(FindParked.Found found) {
    BusRecord record = found.record().readAnyway();
    return new ParkedRecord(
        found.id(),
        found.group(),
        record,
        new String(codecs.data().write(record.data()), StandardCharsets.UTF_8),
        found.fault(),
        found.reason(),
        found.attempts(),
        found.parkedAt());
  }

  @Override
  public void replay(UUID parked) {
    store()
        .inTransaction(
            transaction -> {
              String group = SettleParked.replay(transaction, parked, database.clock().instant());
              transaction.afterCommit(() -> handOut(group));
              return group;
            });
  }

  private void handOut(String group) {
    groups.find(group).ifPresent(reading -> threads.run(reading::replayWhatIsAskedFor));
  }

  @Override
  public void discard(UUID parked) {
    store().inTransaction(transaction -> SettleParked.discard(transaction, parked));
  }

  @Override
  public List<String> heldByRestore() {
    return store().read(HoldRestored::find);
  }

  @Override
  public void pause(String group) {
    set(group, true);
  }

  @Override
  public void resume(String group) {
    set(group, false);
  }

  private void set(String group, boolean paused) {
    store()
        .inTransaction(
            transaction -> {
              transaction.afterCommit(
                  () -> groups.find(group).ifPresent(reading -> reading.pause(paused)));
              return PauseGroup.in(transaction, group, paused);
            });
  }

  @Override
  public void forget(String group) {
    if (groups.hasReader(group)) {
      throw new Conflict("Group '" + group + "' has a reader; it can be paused, not forgotten");
    }
    if (!store().inTransaction(transaction -> ForgetGroup.in(transaction, group))) {
      throw new NotFound("group", group);
    }
  }

  @Override
  public List<TraceStep> trace(UUID record) {
    return store()
        .read(
            read -> {
              FindTrace trace = new FindTrace(read, codecs.rows());
              Optional<FindTrace.Step> asked = trace.find(topics.all(), record);
              return asked.map(step -> trace(read, trace, step)).orElse(List.of());
            });
  }

  private List<TraceStep> trace(Transaction read, FindTrace trace, FindTrace.Step asked) {
    String id = Traces.traceOf(asked.record());
    long from =
        begun(id)
            .flatMap(root -> trace.find(topics.all(), root))
            .map(FindTrace.Step::log)
            .orElse(asked.log());
    List<FindGroups.Known> known = FindGroups.in(read);
    return trace.all(id, from).stream()
        .map(step -> new TraceStep(step.record().readAnyway(), readBy(read, known, step)))
        .toList();
  }

  /** The trace that a record of the hub began bears that record's id. */
  private static Optional<UUID> begun(String trace) {
    try {
      return Optional.of(
          new UUID(
              HexFormat.fromHexDigitsToLong(trace, 0, 16),
              HexFormat.fromHexDigitsToLong(trace, 16, 32)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<String> readBy(Transaction read, List<FindGroups.Known> all, FindTrace.Step step) {
    String topic = step.record().topic();
    List<String> gaveUp = FindParked.groups(read, topic, step.position());
    return all.stream()
        .filter(known -> known.head().topic().equals(topic))
        .filter(known -> isDone(known, step))
        .map(known -> known.head().name())
        .filter(name -> !gaveUp.contains(name))
        .toList();
  }

  private boolean isDone(FindGroups.Known known, FindTrace.Step step) {
    return groups
        .find(known.head().name())
        .filter(ReadingGroup::isWhole)
        .map(group -> group.isDone(step.record(), step.position()))
        .orElseGet(() -> known.isDone(step.record(), step.position()));
  }
}
