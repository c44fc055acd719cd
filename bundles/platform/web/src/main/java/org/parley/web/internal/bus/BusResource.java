// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.bus;

import static java.util.Objects.requireNonNull;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.Fault;
import org.parley.api.NotFound;
import org.parley.api.bus.BusDesk;
import org.parley.api.bus.BusDesk.GroupStatus;
import org.parley.api.bus.BusDesk.ParkedRecord;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** What an administrator sees of the bus and does to it. */
@Component
public final class BusResource implements Resource {
  record PausedInput(@NotNull @Nullable Boolean paused) {}

  record Parked(
      UUID id,
      String group,
      Event record,
      Fault fault,
      String reason,
      int attempts,
      Instant parkedAt) {}

  record Event(
      UUID id,
      String source,
      String type,
      String subject,
      Instant time,
      String topic,
      String data) {}

  private final BusDesk desk;

  @Activate
  public BusResource(@Reference BusDesk desk) {
    this.desk = desk;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listTopics",
        call -> Answer.ok(Map.of("items", desk.topics())),
        "listGroups",
        call -> Answer.ok(Map.of("items", desk.groups())),
        "getGroup",
        call -> show(get(call)),
        "setGroupState",
        this::setState,
        "forgetGroup",
        this::forget,
        "listParked",
        call -> Answer.page(desk.parked(call.page()), BusResource::parked),
        "replayParked",
        this::replay,
        "discardParked",
        this::discard);
  }

  private Answer setState(Call call) {
    boolean paused = requireNonNull(call.body(PausedInput.class).paused());
    GroupStatus old = get(call);
    call.expect(version(old));
    if (paused) {
      desk.pause(old.group());
    } else {
      desk.resume(old.group());
    }
    return show(switched(old, paused)).renewedBy(() -> get(call));
  }

  /** The group as it is once the change is durable, which its reader hears of then. */
  private static GroupStatus switched(GroupStatus old, boolean paused) {
    return new GroupStatus(
        old.group(),
        old.topic(),
        old.position(),
        old.lag(),
        old.waiting(),
        old.parked(),
        old.fed() && !paused,
        paused);
  }

  private GroupStatus get(Call call) {
    String name = call.path("group");
    return desk.groups().stream()
        .filter(group -> group.group().equals(name))
        .findFirst()
        .orElseThrow(() -> new NotFound("group", name));
  }

  /** It reads on by itself: a change is not refused because of that. */
  private static Answer show(GroupStatus group) {
    int figures =
        Objects.hash(group.position(), group.lag(), group.waiting(), group.parked(), group.fed());
    return Answer.ok(group).version(version(group), Integer.toHexString(figures));
  }

  /** All that a person can change of a group is whether it is paused. */
  private static long version(GroupStatus group) {
    return group.paused() ? 1 : 0;
  }

  private Answer forget(Call call) {
    desk.forget(call.path("group"));
    return Answer.nothing();
  }

  private Answer replay(Call call) {
    UUID parked = call.id("id", "parked record");
    desk.replay(parked);
    return Answer.accepted(Map.of("id", parked));
  }

  private Answer discard(Call call) {
    desk.discard(call.id("id", "parked record"));
    return Answer.nothing();
  }

  private static Parked parked(ParkedRecord parked) {
    var record = parked.record();
    return new Parked(
        parked.id(),
        parked.group(),
        new Event(
            record.id(),
            record.source(),
            record.type(),
            record.subject(),
            record.time(),
            record.topic(),
            parked.data()),
        parked.fault(),
        parked.reason(),
        parked.attempts(),
        parked.parkedAt());
  }
}
