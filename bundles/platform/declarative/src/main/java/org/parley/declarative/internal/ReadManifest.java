// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.parley.api.bus.RecordData;
import org.parley.api.bus.RecordTypes;
import org.parley.api.connectors.Capability;
import org.parley.declarative.internal.Manifest.Proof;
import org.parley.declarative.internal.ReadSteps.Classes;

/** Reads a manifest: as YAML, against its schema, and then for what contradicts itself. */
final class ReadManifest {
  /** The record that each source tells unless the manifest names another of its topic. */
  private static final Map<Capability, String> USUAL =
      Map.of(
          Capability.FEED_IN, "item.received",
          Capability.CRM_CHANGES, "crm.changed",
          Capability.MAIL_EVENTS, "mail.bounced",
          Capability.LISTEN_POLL, "mention.received",
          Capability.LISTEN_WEBHOOK, "mention.received",
          Capability.INBOX, "message.received",
          Capability.REVIEWS, "review.received",
          Capability.AUDIENCE, "follower.joined");

  private static final Duration AHEAD = Duration.ofMinutes(1);

  /** A setting that is the whole of a hole, and what follows it up to a slash. */
  private static final Pattern SETTING = Pattern.compile("\\$\\{settings\\.([A-Za-z0-9]+)}");

  private final Part root;
  private final ReadSteps steps;
  private final List<Problem> problems;

  private ReadManifest(Part root, Classes classes, List<Problem> problems) {
    this.root = root;
    this.problems = problems;
    steps = new ReadSteps(classes, problems);
  }

  /**
   * Reads a manifest.
   *
   * @throws InvalidManifest naming everything that is wrong with it
   */
  static Manifest read(String text, Classes classes) {
    List<Problem> problems = new ArrayList<>();
    Optional<Part> root = ReadYaml.read(text, problems);
    root.ifPresent(part -> Shape.check(part, problems));
    if (root.isEmpty() || !problems.isEmpty()) {
      throw new InvalidManifest(problems);
    }
    Manifest manifest = make(root.get(), classes, problems);
    if (!problems.isEmpty()) {
      throw new InvalidManifest(problems);
    }
    return manifest;
  }

  /** What a descriptor's own records refuse is the manifest's fault as well. */
  private static Manifest make(Part root, Classes classes, List<Problem> problems) {
    try {
      return new ReadManifest(root, classes, problems).manifest();
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      problems.add(new Problem(root.place(), "Cannot be: " + e.getMessage()));
      throw new InvalidManifest(problems);
    }
  }

  private Manifest manifest() {
    checkSettings();
    checkAddress(root.get("address"));
    checkWebhooks();
    Map<Capability, Manifest.Sink> sinks = new EnumMap<>(Capability.class);
    Map<Capability, Manifest.Source> sources = new EnumMap<>(Capability.class);
    root.group("can")
        .forEach(
            (name, part) -> {
              Capability capability = Words.constant(Capability.class, name);
              if (capability.role() == Capability.Role.SINK) {
                sinks.put(capability, sink(part));
              } else {
                sources.put(capability, source(capability, part));
              }
            });
    return new Manifest(
        ReadDescriptor.descriptor(root, new ReadSignIn(problems).read(root)),
        ReadDescriptor.settings(root),
        Words.template(root.get("address")),
        Words.templates(root, "headers"),
        root.find("signIn").map(this::proof).orElse(new Manifest.NoProof()),
        steps.rules(root),
        root.find("check")
            .map(part -> new Manifest.Check(steps.steps(part), Words.template(part.get("says")))),
        root.find("rules").map(this::ownRules),
        facts(),
        sinks,
        sources);
  }

  private void checkSettings() {
    root.group("settings")
        .forEach(
            (name, field) -> {
              boolean choice = field.getText("type").equals("choice");
              if (choice != field.has("choices")) {
                add(field, "A choice has choices, and nothing else has them");
              }
              field
                  .find("preset")
                  .filter(preset -> field.getText("type").equals("secret"))
                  .ifPresent(preset -> add(preset, "A secret has no preset"));
            });
  }

  /**
   * Where requests go must not be for whoever enters settings to choose, unless the hub's gate is
   * asked about it or a pattern bounds it.
   */
  private void checkAddress(Part address) {
    String text = address.text();
    Matcher first = SETTING.matcher(text);
    if (first.lookingAt()) {
      String type = setting(first.group(1)).map(field -> field.getText("type")).orElse("");
      if (!type.equals("address")) {
        add(address, "Begins with a setting that is no address; type: address is checked");
      }
      return;
    }
    if (!text.matches("https?://.*")) {
      add(address, "Must begin with https:// or with a setting of type address");
      return;
    }
    String host = text.replaceFirst("https?://", "");
    Matcher within = SETTING.matcher(host);
    int end = host.indexOf('/') < 0 ? host.length() : host.indexOf('/');
    while (within.find() && within.start() < end) {
      if (setting(within.group(1)).filter(field -> field.has("pattern")).isEmpty()) {
        String message =
            "Setting '" + within.group(1) + "' is part of the host and needs a pattern";
        add(address, message + " such as [a-z0-9-]+");
      }
    }
  }

  /** An account has one address that its system calls; one call may tell of several things. */
  private void checkWebhooks() {
    List<Part> sources = List.copyOf(root.group("can").values());
    List<Part> hooks = sources.stream().flatMap(part -> part.find("webhook").stream()).toList();
    hooks.stream()
        .skip(1)
        .forEach(
            more ->
                add(
                    more,
                    "An account has one address; put this under 'tells' of the first webhook"
                        + " and say 'told: true' here"));
    if (hooks.isEmpty()) {
      sources.stream()
          .flatMap(part -> part.find("told").stream())
          .forEach(told -> add(told, "No source has a webhook that could tell it"));
    }
  }

  private Optional<Part> setting(String name) {
    return Optional.ofNullable(root.group("settings").get(name));
  }

  private Proof proof(Part way) {
    Map.Entry<String, Part> chosen = way.fields().entrySet().iterator().next();
    Part part = chosen.getValue();
    return switch (chosen.getKey()) {
      case "key" -> {
        Template value = Words.template(part.get("value"));
        yield part.findText("header")
            .<Proof>map(name -> new Manifest.Header(name, value))
            .orElseGet(() -> new Manifest.Query(part.getText("query"), value));
      }
      case "basic" ->
          new Manifest.Basic(
              Words.template(part.get("user")), Words.template(part.get("password")));
      case "session" ->
          new Manifest.Session(
              Words.span(part, "ahead", AHEAD),
              steps.steps(part),
              Words.expression(part.get("access")),
              Words.expression(part, "refresh"),
              Words.expression(part, "expires"),
              Words.expressions(part, "facts"));
      case "java" -> new Manifest.Signed(steps.make(part));
      default -> new Manifest.NoProof();
    };
  }

  /** The hub shows what the account signed in with; these are what it learned beside that. */
  private Set<String> facts() {
    Set<String> names = new TreeSet<>();
    root.group("signIn")
        .values()
        .forEach(
            way -> {
              names.addAll(way.group("facts").keySet());
              way.find("choice").ifPresent(choice -> names.addAll(choice.group("facts").keySet()));
              if (way.has("who")) {
                names.addAll(List.of("who.id", "who.name"));
              }
            });
    if (root.group("signIn").containsKey("atproto")) {
      names.addAll(List.of("who.id", "pds"));
    }
    return names;
  }

  private Manifest.OwnRules ownRules(Part part) {
    Map<String, Expression> rules = new LinkedHashMap<>();
    part.fields()
        .forEach(
            (name, value) -> {
              if (!name.equals("steps")) {
                rules.put(name, Words.expression(value));
              }
            });
    return new Manifest.OwnRules(steps.steps(part), rules);
  }

  private Manifest.Sink sink(Part part) {
    boolean readBack = part.getText("repeat").equals("readBack");
    if (readBack != part.has("readBack")) {
      String message = "repeat: readBack and the part 'readBack' go together";
      add(part.get("repeat"), message);
    }
    for (String word : List.of("remembers", "settles")) {
      String needs = word.equals("remembers") ? "keyed" : "readBack";
      part.find(word)
          .filter(found -> !part.getText("repeat").equals(needs))
          .ifPresent(found -> add(found, "Goes with repeat: " + needs + " alone"));
    }
    return new Manifest.Sink(
        ReadDescriptor.repeat(part),
        part.find("upload")
            .map(
                up ->
                    new Manifest.Upload(steps.stepsWithFile(up), Words.expression(up.get("keep")))),
        part.find("prepare")
            .map(
                before ->
                    new Manifest.Preparation(
                        steps.steps(before), Words.expressions(before, "keep"))),
        steps.steps(part),
        ReadSteps.naming(part.get("delivered")),
        part.find("readBack").map(this::readBack));
  }

  private Manifest.ReadBack readBack(Part part) {
    return new Manifest.ReadBack(
        steps.steps(part),
        Words.expression(part.get("among")),
        Words.expression(part.get("that")),
        ReadSteps.naming(part.get("delivered")));
  }

  private Manifest.Source source(Capability capability, Part part) {
    return new Manifest.Source(
        part.find("poll").map(poll -> asked(capability, poll)),
        part.find("webhook").map(hook -> called(capability, hook)));
  }

  private Manifest.Asked asked(Capability capability, Part poll) {
    Part every = poll.get("every");
    Template pace = Words.template(every);
    if (pace.isPlain() && !isSpan(every.text())) {
      add(every, "Is '" + every.text() + "'; it must be a span such as PT5M");
    }
    return new Manifest.Asked(
        pace,
        steps.steps(poll),
        tells(capability, poll),
        Words.expression(poll, "cursor"),
        Words.expression(poll, "more"));
  }

  private static boolean isSpan(String text) {
    try {
      Duration span = Duration.parse(text);
      return !span.isZero() && !span.isNegative();
    } catch (DateTimeException e) {
      return false;
    }
  }

  private Manifest.Called called(Capability capability, Part hook) {
    new CheckHook(root.group("settings"), problems).check(hook);
    return new Manifest.Called(
        hook,
        tells(capability, hook),
        hook.find("renew")
            .map(
                part ->
                    new Manifest.Renewing(
                        steps.steps(part),
                        Words.expression(part, "until"),
                        Words.expressions(part, "facts"))));
  }

  private List<Manifest.Finds> tells(Capability capability, Part of) {
    return of.list("tells").stream().flatMap(part -> finds(capability, part).stream()).toList();
  }

  private Optional<Manifest.Finds> finds(Capability capability, Part part) {
    String type = part.findText("type").or(() -> usual(capability)).orElse("");
    Optional<RecordReader> reader = recordOf(capability, type).map(RecordReader::new);
    if (reader.isEmpty()) {
      add(part, "No source of this manifest tells a record of type '" + type + "'");
    }
    reader.ifPresent(found -> checkRecord(part.get("record"), found));
    return reader.map(
        found ->
            new Manifest.Finds(
                Words.expression(part.get("finds")),
                Words.expression(part, "where"),
                Words.expression(part.get("key")),
                Words.expression(part, "about"),
                Words.expressions(part, "record"),
                found));
  }

  /** What one source brings may belong to another one's topic. */
  private Optional<Class<? extends RecordData>> recordOf(Capability capability, String type) {
    Stream<Capability> others =
        root.group("can").keySet().stream()
            .map(name -> Words.constant(Capability.class, name))
            .filter(each -> each.role() == Capability.Role.SOURCE);
    return Stream.concat(Stream.of(capability), others)
        .flatMap(source -> source.topic().stream())
        .flatMap(topic -> RecordTypes.find(topic, type).stream())
        .findFirst();
  }

  private static Optional<String> usual(Capability capability) {
    return Optional.ofNullable(USUAL.get(capability));
  }

  private void checkRecord(Part record, RecordReader reader) {
    Set<String> known = reader.fields();
    record
        .names()
        .forEach(
            (name, place) -> {
              if (!known.contains(name)) {
                String right =
                    Spelling.nearest(name, known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("known are " + String.join(", ", known));
                String message = "The record has no '" + name + "'; " + right;
                problems.add(new Problem(place, message));
              }
            });
    for (String needed : reader.needed()) {
      if (!record.has(needed)) {
        add(record, "'" + needed + "' is missing");
      }
    }
  }

  private void add(Part part, String message) {
    problems.add(new Problem(part.place(), message));
  }
}
