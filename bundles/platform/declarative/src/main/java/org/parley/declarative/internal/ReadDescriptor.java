// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
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
import org.parley.api.connectors.MessageRules;
import org.parley.api.connectors.Price;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SettingsField;
import org.parley.api.connectors.SignIn;
import org.parley.api.connectors.Signal;
import org.parley.api.connectors.Text;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;

/** Reads what a manifest says of the system and of its accounts' settings. */
final class ReadDescriptor {
  private static final Duration SETTLES = Duration.ofSeconds(5);
  private static final int PARALLEL = RateBudget.NONE.parallel();
  private static final List<String> CONSTRAINTS =
      List.of("minimum", "maximum", "minLength", "maxLength", "pattern");

  private ReadDescriptor() {}

  static Descriptor descriptor(Part manifest, SignIn signIn) {
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
            .signIn(signIn)
            .budget(manifest.find("limits").map(ReadDescriptor::budget).orElse(RateBudget.NONE));
    for (Map.Entry<String, Part> each : manifest.group("can").entrySet()) {
      Capability capability = Words.constant(Capability.class, each.getKey());
      descriptor =
          capability.role() == Capability.Role.SINK
              ? descriptor.can(capability, repeat(each.getValue()))
              : descriptor.has(capability);
    }
    if (manifest.has("messages")) {
      descriptor = descriptor.messages(messageRules(manifest.get("messages")));
    }
    return manifest.has("media")
        ? descriptor.media(mediaRules(manifest.get("media"))).has(Capability.MEDIA)
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
    var place = part.isTrue("tagsBeside") ? TextRules.Place.BESIDE : TextRules.Place.IN_TEXT;
    return new TextRules(
        limits(part, "limits"),
        limits(part, "title"),
        constant(part, "links", TextRules.Links.IN_TEXT),
        number(part, "linkCounts"),
        constant(part, "mentions", TextRules.Mentions.WHOLE),
        new TextRules.Hashtags(place, number(part, "hashtags")));
  }

  private static List<TextRules.Limit> limits(Part part, String name) {
    List<TextRules.Limit> limits = new ArrayList<>();
    for (Part limit : part.list(name)) {
      limits.add(
          new TextRules.Limit(
              constant(limit, "unit", TextUnit.CODE_POINTS),
              Integer.parseInt(limit.getText("most"))));
    }
    return limits;
  }

  private static OptionalInt number(Part part, String name) {
    return part.findText(name).stream().mapToInt(Integer::parseInt).findFirst();
  }

  private static <E extends Enum<E>> E constant(Part part, String name, E usual) {
    return part.findText(name)
        .map(word -> Words.constant(usual.getDeclaringClass(), word))
        .orElse(usual);
  }

  private static MessageRules messageRules(Part part) {
    return new MessageRules(
        Words.constant(MessageRules.Reach.class, part.getText("reach")),
        part.findText("within").map(Duration::parse),
        part.isTrue("templates"),
        limits(part, "limits"));
  }

  private static MediaRules mediaRules(Part media) {
    List<MediaRules.Medium> forms = new ArrayList<>();
    media
        .fields()
        .forEach(
            (form, part) -> {
              if (part.kind() == Part.Kind.FIELDS) {
                forms.add(medium(form, part));
              }
            });
    OptionalInt mixed = number(media, "mixed");
    var mixing = mixed.isPresent() ? MediaRules.Mixing.ANY : MediaRules.Mixing.ONE_FORM;
    return new MediaRules(forms, mixing, mixed);
  }

  private static MediaRules.Medium medium(String form, Part part) {
    Set<String> types = new TreeSet<>();
    part.list("types").forEach(type -> types.add(type.text()));
    return new MediaRules.Medium(
        Words.constant(MediaRules.Form.class, form),
        Integer.parseInt(part.getText("count")),
        types,
        part.findText("bytes").map(Long::parseLong).orElse(Long.MAX_VALUE),
        part.find("frame").map(ReadDescriptor::frame).orElse(MediaRules.Frame.ANY),
        part.find("lasts")
            .map(
                lasts ->
                    new MediaRules.Span(
                        Words.span(lasts, "least", Duration.ZERO),
                        Words.span(lasts, "most", MediaRules.Span.ANY.most())))
            .orElse(MediaRules.Span.ANY),
        part.findText("altText")
            .map(Integer::parseInt)
            .filter(most -> most > 0)
            .map(most -> new TextRules.Limit(TextUnit.CODE_POINTS, most)));
  }

  private static MediaRules.Frame frame(Part part) {
    MediaRules.Frame any = MediaRules.Frame.ANY;
    return new MediaRules.Frame(
        part.findText("leastEdge").map(Integer::parseInt).orElse(any.leastEdge()),
        part.findText("mostEdge").map(Integer::parseInt).orElse(any.mostEdge()),
        part.findText("mostPixels").map(Long::parseLong).orElse(any.mostPixels()),
        part.findText("narrowest").map(Double::parseDouble).orElse(any.narrowest()),
        part.findText("widest").map(Double::parseDouble).orElse(any.widest()));
  }

  private static RateBudget budget(Part part) {
    List<RateBudget.Window> windows = new ArrayList<>();
    for (Part window : part.list("windows")) {
      windows.add(
          new RateBudget.Window(
              window.findText("unit").orElse(RateBudget.CALLS),
              Long.parseLong(window.getText("calls")),
              Duration.parse(window.getText("per")),
              scope(window)));
    }
    Map<Capability, RateBudget.Cost> costs = new EnumMap<>(Capability.class);
    part.group("costs")
        .forEach((name, cost) -> costs.put(Words.constant(Capability.class, name), cost(cost)));
    return new RateBudget(
        windows,
        part.findText("parallel").map(Integer::parseInt).orElse(PARALLEL),
        costs,
        part.list("signals").stream().map(ReadDescriptor::signal).toList());
  }

  private static RateBudget.Scope scope(Part part) {
    return part.isTrue("together") ? RateBudget.Scope.APP : RateBudget.Scope.ACCOUNT;
  }

  private static RateBudget.Cost cost(Part part) {
    Map<String, Integer> units = new LinkedHashMap<>();
    part.group("units").forEach((unit, value) -> units.put(unit, Integer.valueOf(value.text())));
    Optional<Price> price =
        part.findText("price")
            .map(amount -> Price.of(amount, part.findText("currency").orElse("USD")));
    return new RateBudget.Cost(
        units, price.map(each -> part.findText("withLink").map(each::withLink).orElse(each)));
  }

  private static Signal signal(Part part) {
    RateBudget.Scope scope = scope(part);
    String unit = part.findText("unit").orElse(RateBudget.CALLS);
    if (part.has("remaining")) {
      return new Signal.Left(
          unit,
          scope,
          part.getText("remaining"),
          part.findText("reset").orElse(""),
          constant(part, "form", Signal.Form.EPOCH_SECONDS));
    }
    if (part.has("usedOf")) {
      return new Signal.UsedOf(
          unit, scope, part.getText("usedOf"), part.findText("before").orElse(""));
    }
    return part.has("percent")
        ? new Signal.Percent(scope, part.getText("percent"))
        : new Signal.Structured(unit, scope);
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
