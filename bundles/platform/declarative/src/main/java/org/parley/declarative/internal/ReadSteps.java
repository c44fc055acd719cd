// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Processor;
import org.parley.api.Fault;
import org.parley.declarative.internal.Step.Again;
import org.parley.declarative.internal.Step.Ask;
import org.parley.declarative.internal.Step.Body;
import org.parley.declarative.internal.Step.Content;
import org.parley.declarative.internal.Step.Meaning;
import org.parley.declarative.internal.Step.Naming;
import org.parley.declarative.internal.Step.Rule;

/** Reads steps and what their answers mean, and finds what contradicts itself. */
final class ReadSteps {
  /** What a document holds already. */
  private static final Set<String> TAKEN =
      Set.of(
          "settings",
          "account",
          "now",
          "session",
          "post",
          "mail",
          "lead",
          "contact",
          "reply",
          "message",
          "suppressed",
          "withdrawn",
          "on",
          "key",
          "prepared",
          "uploads",
          "media",
          "chunk",
          "cursor",
          "webhook",
          "hook",
          "subscription",
          "item",
          "token",
          "answer",
          "status",
          "headers");

  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
  private static final List<String> BODIES = List.of("json", "form", "text", "multipart", "bytes");
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private final Classes classes;
  private final List<Problem> problems;

  /**
   * @param problems to be added to
   */
  ReadSteps(Classes classes, List<Problem> problems) {
    this.classes = classes;
    this.problems = problems;
  }

  /** Makes the classes of the manifest's bundle. */
  @FunctionalInterface
  interface Classes {
    Processor make(String name) throws ReflectiveOperationException;
  }

  /** The steps of a part, which see no file. */
  List<Step> steps(Part of) {
    return steps(of, false);
  }

  /** The steps of an upload. */
  List<Step> stepsWithFile(Part of) {
    return steps(of, true);
  }

  private List<Step> steps(Part of, boolean file) {
    List<Step> steps = new ArrayList<>();
    Set<String> names = new HashSet<>(TAKEN);
    for (Part part : of.list("steps")) {
      part.find("as")
          .filter(name -> !names.add(name.text()))
          .ifPresent(name -> add(name, "The name '" + name.text() + "' is taken already"));
      if (!file) {
        refuseFile(part);
      }
      steps.add(step(part));
    }
    return steps;
  }

  private void refuseFile(Part part) {
    for (String field : List.of("bytes", "chunks")) {
      part.find(field)
          .ifPresent(found -> add(found, "There is a file in the steps of an upload alone"));
    }
  }

  private Step step(Part part) {
    Set<Integer> accepted = statuses(part, "accept");
    return new Step(
        part.place(),
        ask(part),
        Words.expression(part, "when"),
        part.findText("as"),
        again(part),
        accepted,
        rules(part));
  }

  private Ask ask(Part part) {
    Optional<Part> ofClass = part.find("java");
    if (ofClass.isPresent()) {
      return new Step.OfClass(ofClass.get().text(), make(ofClass.get()));
    }
    String method = METHODS.stream().filter(part::has).findFirst().orElse("get");
    Template path = Words.template(part.get(method));
    boolean begins = path.start().matches("/.*|https?://[^/]+/.*");
    if (!begins && (path.isPlain() || !path.start().isEmpty())) {
      add(part.get(method), "Must begin with /, or with a whole address up to the path");
    }
    return new Step.Request(
        method.toUpperCase(Locale.ROOT),
        path,
        Words.templates(part, "query"),
        Words.templates(part, "headers"),
        body(part, method),
        part.isTrue("sendSignIn"));
  }

  /** A class that is not there is told with everything else. */
  Processor make(Part name) {
    try {
      return classes.make(name.text());
    } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
      String right = "; it must be a public Camel Processor of this bundle that is made of nothing";
      add(name, "Class '" + name.text() + "' cannot be made, " + e + right);
      return exchange -> {};
    }
  }

  private Optional<Body> body(Part part, String method) {
    List<String> given = BODIES.stream().filter(part::has).toList();
    if (given.size() > 1) {
      add(part.get(given.get(1)), "Only one of " + String.join(", ", given) + " may be given");
    }
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (method.equals("get")) {
      add(part.get(given.get(0)), "GET carries no body; put it into the query");
    }
    if (given.get(0).equals("text") && !part.has("contentType")) {
      add(part.get("text"), "Say its contentType, such as text/plain; charset=utf-8");
    }
    return Optional.of(new Body(content(part, given.get(0)), Words.template(part, "contentType")));
  }

  private static Content content(Part part, String sort) {
    return switch (sort) {
      case "json" -> new Step.Json(Words.expression(part.get(sort)));
      case "form" -> new Step.Form(Words.templates(part, sort));
      case "text" -> new Step.Text(Words.template(part.get(sort)));
      case "multipart" -> new Step.Multipart(Words.templates(part, sort));
      default -> new Step.Bytes(part.getText(sort));
    };
  }

  private Optional<Again> again(Part part) {
    if (part.has("until") && part.has("chunks")) {
      add(part.get("until"), "A step asks for each chunk, or until something holds, not both");
    }
    if (part.has("chunks")) {
      return part.findText("chunks").map(bytes -> new Step.Chunks(Integer.parseInt(bytes)));
    }
    return Words.expression(part, "until")
        .map(
            that ->
                new Step.Until(
                    that, Words.span(part, "pause", PAUSE), Words.span(part, "within", WITHIN)));
  }

  List<Rule> rules(Part of) {
    return of.list("errors").stream().map(this::rule).toList();
  }

  private Rule rule(Part part) {
    if (!part.has("status") && !part.has("when")) {
      add(part, "Fits every answer; say its status or when");
    }
    part.find("retryAfter")
        .filter(found -> !part.findText("fault").filter("remote"::equals).isPresent())
        .ifPresent(
            found -> add(found, "Goes with fault: remote alone; nothing else is tried again"));
    return new Rule(
        statuses(part, "status"),
        Words.expression(part, "when"),
        meaning(part),
        Words.expression(part, "retryAfter"),
        Words.template(part, "says"));
  }

  private static Meaning meaning(Part part) {
    if (part.has("fault")) {
      return new Step.Failed(Words.constant(Fault.class, part.getText("fault")));
    }
    return part.find("delivered")
        .<Meaning>map(naming -> new Step.Holds(naming(naming)))
        .orElse(new Step.Unclear());
  }

  static Naming naming(Part part) {
    return new Naming(Words.expression(part.get("id")), Words.expression(part, "permalink"));
  }

  private static Set<Integer> statuses(Part of, String name) {
    Set<Integer> statuses = new TreeSet<>();
    of.list(name).forEach(status -> statuses.add(Integer.valueOf(status.text())));
    return statuses;
  }

  private void add(Part part, String message) {
    problems.add(new Problem(part.place(), message));
  }
}
