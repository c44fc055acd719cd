// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.profiles;

import static java.util.Objects.requireNonNull;

import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.Paged;
import org.parley.api.profiles.Merge;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.ProfileDesk;
import org.parley.api.profiles.Profiles;
import org.parley.api.profiles.Timeline;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** People, what they did, and who turned out to be one with whom. */
@Component
public final class ProfilesResource implements Resource {
  private static final String ID = "id";
  private static final String PROFILE = "profile";

  record MergeInput(@NotNull @Nullable UUID other) {}

  private final Profiles profiles;
  private final ProfileDesk desk;
  private final Timeline timeline;

  @Activate
  public ProfilesResource(
      @Reference Profiles profiles, @Reference ProfileDesk desk, @Reference Timeline timeline) {
    this.profiles = profiles;
    this.desk = desk;
    this.timeline = timeline;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listProfiles", this::list,
        "getProfile", this::get,
        "eraseProfile", this::erase,
        "listTimeline",
            call -> Answer.page(timeline.entries(profile(call), call.page()), item -> item),
        "listMerges", call -> Answer.page(Paged.last(desk.merges(profile(call))), item -> item),
        "mergeProfiles", this::merge,
        "getMerge", this::getMerge,
        "undoMerge", this::split,
        "exportProfile", this::export);
  }

  private Answer list(Call call) {
    Optional<String> identifier = call.query("identifier");
    if (identifier.isPresent()) {
      List<Profile> found = desk.findAll(identifier.get());
      return Answer.page(Paged.last(found), item -> item);
    }
    var filter =
        new ProfileDesk.Filter(call.query("state", Profile.State.class), call.query("search"));
    return Answer.page(desk.list(filter, call.page()), item -> item);
  }

  private Answer get(Call call) {
    UUID id = profile(call);
    return Answer.ok(profiles.find(id).orElseThrow(() -> new NotFound(PROFILE, id)));
  }

  private Answer erase(Call call) {
    desk.erase(profile(call));
    return Answer.nothing();
  }

  private Answer merge(Call call) {
    UUID other = requireNonNull(call.body(MergeInput.class).other());
    return made(desk.merge(profile(call), other));
  }

  static Answer made(Merge merge) {
    return Answer.created("profiles/" + merge.profile() + "/merges/" + merge.id(), merge);
  }

  private Answer getMerge(Call call) {
    UUID id = call.id("merge", "merge");
    return Answer.ok(
        desk.merges(profile(call)).stream()
            .filter(merge -> merge.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFound("merge", id)));
  }

  private Answer split(Call call) {
    desk.split(profile(call), call.id("merge", "merge"));
    return Answer.nothing();
  }

  private Answer export(Call call) {
    byte[] json = desk.export(profile(call)).getBytes(StandardCharsets.UTF_8);
    return Answer.file("application/json", json);
  }

  private static UUID profile(Call call) {
    return call.id(ID, PROFILE);
  }
}
