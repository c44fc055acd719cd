// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Processor;
import org.parley.api.Fault;

/**
 * One step of a route: a request and its answer, or a class of the bundle.
 *
 * @param place where it stands in the manifest
 * @param when it is taken at all
 * @param name under which its answer stays
 * @param again how it is repeated
 * @param accepted statuses beside 200 to 299 that are answers
 * @param rules what its answers mean, before those for all
 */
record Step(
    Place place,
    Ask ask,
    Optional<Expression> when,
    Optional<String> name,
    Optional<Again> again,
    Set<Integer> accepted,
    List<Rule> rules) {
  Step {
    accepted = Set.copyOf(accepted);
    rules = List.copyOf(rules);
  }

  /** What is asked. */
  sealed interface Ask {}

  /**
   * @param path below the manifest's address, or a whole address that the system has named
   * @param signedAbroad whether the sign-in goes along to another host
   */
  record Request(
      String method,
      Template path,
      Map<String, Template> query,
      Map<String, Template> headers,
      Optional<Body> body,
      boolean signedAbroad)
      implements Ask {
    /** The words of {@code parley connector show}. */
    String words() {
      return method + " " + path + body.map(sent -> " with " + sent.words()).orElse("");
    }
  }

  /**
   * @param name of the class
   */
  record OfClass(String name, Processor work) implements Ask {}

  /**
   * What a request carries.
   *
   * @param type of its content, where that does not follow
   */
  record Body(Content content, Optional<Template> type) {
    String words() {
      if (content instanceof Json) {
        return "JSON";
      }
      if (content instanceof Form) {
        return "a form";
      }
      if (content instanceof Multipart) {
        return "several parts";
      }
      return content instanceof Bytes bytes ? "the bytes of the " + bytes.of() : "a text";
    }
  }

  /** What a body holds. */
  sealed interface Content {}

  record Json(Expression tree) implements Content {}

  record Form(Map<String, Template> fields) implements Content {}

  record Text(Template text) implements Content {}

  /** A part that says {@code media} or {@code chunk} is the file's bytes. */
  record Multipart(Map<String, Template> parts) implements Content {}

  /**
   * @param of {@code media} or {@code chunk}
   */
  record Bytes(String of) implements Content {}

  /** How a step is repeated. */
  sealed interface Again {}

  /** Until something holds. */
  record Until(Expression that, Duration pause, Duration within) implements Again {}

  /** For each piece of the file. */
  record Chunks(int bytes) implements Again {}

  /**
   * What an answer means, when it fits.
   *
   * @param statuses any of which it has; empty for any at all
   * @param says one sentence for a person
   */
  record Rule(
      Set<Integer> statuses,
      Optional<Expression> when,
      Meaning meaning,
      Optional<Expression> retryAfter,
      Optional<Template> says) {
    boolean fits(int status, Map<String, Object> document) {
      return (statuses.isEmpty() || statuses.contains(status))
          && when.map(condition -> condition.holds(document)).orElse(true);
    }
  }

  /** What an answer can mean. */
  sealed interface Meaning {}

  record Failed(Fault fault) implements Meaning {}

  /** Nobody can tell whether the system has done it. */
  record Unclear() implements Meaning {}

  /** The system holds it already. */
  record Holds(Naming naming) implements Meaning {}

  /** How the system names what it holds now. */
  record Naming(Expression id, Optional<Expression> permalink) {}
}
