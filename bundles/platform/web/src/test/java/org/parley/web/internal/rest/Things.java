// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.parley.api.Busy;
import org.parley.api.Conflict;
import org.parley.api.NotFound;
import org.parley.api.Paged;

/** A small resource with every trait that a real one has. */
final class Things implements Resource {
  final List<Thing> kept = new CopyOnWriteArrayList<>();

  enum Color {
    RED,
    DARK_BLUE
  }

  record PartInput(@NotBlank @Nullable String label, @Nullable Boolean heavy) {}

  record ThingInput(
      @NotBlank @Size(max = 20) @Nullable String name,
      @Nullable Color color,
      @Min(1) @Nullable Integer count,
      @Nullable Instant at,
      @Nullable List<@Valid PartInput> parts,
      @Nullable Map<String, String> notes) {}

  record Thing(
      String name,
      Optional<Color> color,
      Optional<Integer> count,
      Optional<Instant> at,
      Map<String, String> notes) {
    static Thing of(ThingInput input) {
      return new Thing(
          Optional.ofNullable(input.name()).orElseThrow(),
          Optional.ofNullable(input.color()),
          Optional.ofNullable(input.count()),
          Optional.ofNullable(input.at()),
          Optional.ofNullable(input.notes()).orElse(Map.of()));
    }
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listThings", this::list,
        "createThing", this::create,
        "getThing", this::get,
        "changeThing", this::change);
  }

  private Answer list(Call call) {
    var page = call.page();
    int from = page.cursor().map(Integer::parseInt).orElse(0);
    var wanted = call.query("color", Color.class);
    var fitting = new ArrayList<>(kept);
    fitting.removeIf(thing -> wanted.isPresent() && !thing.color().equals(wanted));
    int to = Math.min(fitting.size(), from + page.limit());
    Optional<String> next = to < fitting.size() ? Optional.of("" + to) : Optional.empty();
    return Answer.page(new Paged<>(fitting.subList(from, to), next), thing -> thing);
  }

  private Answer create(Call call) {
    var thing = Thing.of(call.body(ThingInput.class));
    switch (thing.name()) {
      case "taken" -> throw new Conflict("Name 'taken' is taken");
      case "busy" -> throw new Busy("Too much to do", java.time.Duration.ofMillis(1500));
      case "broken" -> throw new NoSuchElementException("secret inner state");
      default -> kept.add(thing);
    }
    return Answer.created("things/" + thing.name(), thing).version(1);
  }

  private Answer get(Call call) {
    return Answer.ok(find(call)).version(1);
  }

  private Answer change(Call call) {
    Thing old = find(call);
    long version = call.expect(1);
    Thing changed = Thing.of(call.body(ThingInput.class));
    kept.set(kept.indexOf(old), changed);
    return Answer.ok(changed).version(version + 1);
  }

  private Thing find(Call call) {
    return kept.stream()
        .filter(thing -> thing.name().equals(call.path("name")))
        .findFirst()
        .orElseThrow(() -> new NotFound("thing", call.path("name")));
  }
}
