// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.LifeCycle;
import org.parley.api.connectors.MediaRules;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SettingsField;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.Text;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;

/** Reads what a manifest says of the system and of its accounts' settings. */
final class ReadDescriptor {
  private static final Duration SETTLES = Duration.ofSeconds(5);
  private static final Duration AHEAD = Duration.ofMinutes(1);
  private static final int PARALLEL = RateBudget.NONE.parallel();
  private static final List<String> CONSTRAINTS =
      List.of("minimum", "maximum", "minLength", "maxLength", "pattern");

  private ReadDescriptor() {}

  static Descriptor descriptor(Part manifest) {
    Part summary = manifest.get("summary");
    Descriptor descriptor =
        Descriptor.of(
                manifest.getText("connector"),
                manifest.getText("name"),
                Words.constant(Kind.class, manifest.getText("kind")))
            .summary(summary.getText("en"), summary.getText("de"))
            .lifeCycle(
                manifest.find("lifeCycle").map(ReadDescriptor::lifeCycle).orElse(LifeCycle.LIVE))
            .text(manifest.find("text").map(ReadDescriptor::textRules).orElse(TextRules.NONE))
            .signIn(signIn(manifest))
            .budget(manifest.find("limits").map(ReadDescriptor::budget).orElse(RateBudget.NONE));
    for (Map.Entry<String, Part> each : manifest.group("can").entrySet()) {
      Capability capability = Words.constant(Capability.class, each.getKey());
      descriptor =
          capability.role() == Capability.Role.SINK
              ? descriptor.can(capability, repeat(each.getValue()))
              : descriptor.has(capability);
    }
    return manifest.has("media")
        ? descriptor.media(mediaRules(manifest)).has(Capability.MEDIA)
        : descriptor;
  }

  private static Text text(Part part) {
    return new Text(part.getText("en"), part.getText("de"));
  }

  private static LifeCycle lifeCycle(Part part) {
    return new LifeCycle(
        Words.constant(LifeCycle.State.class, part.getText("state")),
        part.findText("until").map(LocalDate::parse),
        part.list("instead").stream().map(Part::text).toList());
  }

  /** What makes a second attempt at a sink safe. */
  static Repeat repeat(Part capability) {
    return switch (capability.findText("repeat").orElse("")) {
      case "readBack" -> Repeat.readBack(Words.span(capability, "settles", SETTLES));
      case "unsafe" -> Repeat.unsafe();
      default ->
          capability
              .findText("remembers")
              .map(span -> Repeat.keyed(Duration.parse(span)))
              .orElse(Repeat.keyed());
    };
  }

  private static TextRules textRules(Part part) {
    List<TextRules.Limit> limits = new ArrayList<>();
    for (Part limit : part.list("limits")) {
      limits.add(
          new TextRules.Limit(
              Words.constant(TextUnit.class, limit.getText("unit")),
              Integer.parseInt(limit.getText("most"))));
    }
    var links =
        part.findText("links")
            .map(word -> Words.constant(TextRules.Links.class, word))
            .orElse(TextRules.Links.IN_TEXT);
    OptionalInt length =
        part.findText("linkCounts").stream().mapToInt(Integer::parseInt).findFirst();
    return new TextRules(limits, links, length);
  }

  private static MediaRules mediaRules(Part manifest) {
    List<MediaRules.Medium> media = new ArrayList<>();
    manifest.group("media").forEach((form, part) -> media.add(medium(form, part)));
    return new MediaRules(media);
  }

  private static MediaRules.Medium medium(String form, Part part) {
    Set<String> types = new TreeSet<>();
    part.list("types").forEach(type -> types.add(type.text()));
    return new MediaRules.Medium(
        Words.constant(MediaRules.Form.class, form),
        Integer.parseInt(part.getText("count")),
        types,
        Long.parseLong(part.getText("bytes")),
        part.findText("altText").map(Integer::parseInt).orElse(0));
  }

  private static SignIn signIn(Part manifest) {
    Optional<Part> way = manifest.find("signIn");
    if (way.isEmpty()) {
      return new SignIn.None();
    }
    return way.get()
        .find("session")
        .<SignIn>map(session -> new SignIn.Session(Words.span(session, "ahead", AHEAD)))
        .orElse(new SignIn.Key());
  }

  private static RateBudget budget(Part part) {
    List<RateBudget.Window> windows = new ArrayList<>();
    for (Part window : part.list("windows")) {
      windows.add(
          new RateBudget.Window(
              Integer.parseInt(window.getText("calls")), Duration.parse(window.getText("per"))));
    }
    return new RateBudget(
        windows, part.findText("parallel").map(Integer::parseInt).orElse(PARALLEL));
  }

  static List<SettingsField> settings(Part manifest) {
    List<SettingsField> fields = new ArrayList<>();
    manifest.group("settings").forEach((name, part) -> fields.add(field(name, part)));
    return fields;
  }

  private static SettingsField field(String name, Part part) {
    Stream<String> constraints =
        CONSTRAINTS.stream()
            .flatMap(word -> part.findText(word).map(value -> word + "=" + value).stream());
    return new SettingsField(
        name,
        Words.constant(SettingsField.Type.class, part.getText("type")),
        text(part.get("label")),
        part.find("help").map(ReadDescriptor::text).orElse(Text.NONE),
        part.isTrue("required") && !part.has("preset"),
        part.findText("preset"),
        part.list("choices").stream().map(Part::text).toList(),
        constraints.toList());
  }
}
