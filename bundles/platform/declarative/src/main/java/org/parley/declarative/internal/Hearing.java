// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.web.WebTarget;
import org.parley.connector.Outcome;
import org.parley.declarative.internal.Step.Naming;
import org.parley.declarative.internal.Step.Rule;

/** Understands the answer to one request. */
final class Hearing implements Processor {
  private static final int SHOWN = 200;

  private final Step step;
  private final String asked;
  private final String system;
  private final List<Rule> rules;
  private final Clock clock;

  Hearing(Step step, Step.Request request, Manifest manifest, Clock clock) {
    this.step = step;
    this.clock = clock;
    asked = request.method() + " " + request.path();
    system = manifest.descriptor().name();
    rules = new ArrayList<>(step.rules());
    rules.addAll(manifest.rules());
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Conversation conversation = Conversation.of(exchange);
    Answer answer = Answer.of(exchange);
    conversation.heard(answer, step.name());
    Map<String, Object> document = conversation.document();
    Optional<Rule> rule =
        rules.stream().filter(each -> each.fits(answer.status(), document)).findFirst();
    if (rule.isPresent()) {
      apply(rule.get(), answer, conversation);
    } else if (!answer.isFine() && !step.accepted().contains(answer.status())) {
      throw answer.failure(asked);
    }
  }

  private void apply(Rule rule, Answer answer, Conversation conversation) {
    Map<String, Object> document = conversation.document();
    if (rule.meaning() instanceof Step.Holds holds) {
      conversation.end(delivered(holds.naming(), document));
    } else if (rule.meaning() instanceof Step.Failed failed) {
      throw failure(failed.fault(), rule, says(rule, answer, document), document);
    } else {
      conversation.end(new Outcome.Unknown(says(rule, answer, document)));
    }
  }

  private ParleyException failure(
      Fault fault, Rule rule, String says, Map<String, Object> document) {
    Optional<Duration> pause =
        rule.retryAfter()
            .flatMap(wish -> wish.evaluate(document))
            .flatMap(wish -> Moments.span(wish, clock.instant()));
    return fault == Fault.REMOTE && pause.isPresent()
        ? ParleyException.retryAfter(pause.get(), says)
        : new ParleyException(fault, says);
  }

  private String says(Rule rule, Answer answer, Map<String, Object> document) {
    return rule.says()
        .map(sentence -> sentence.say(document))
        .orElseGet(
            () -> system + " answered with status '" + answer.status() + "'" + excerpt(answer));
  }

  private static String excerpt(Answer answer) {
    String line = answer.text().strip().replaceAll("\\s+", " ");
    String begin = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    return begin.isEmpty() ? "" : ": " + begin;
  }

  /**
   * What the system holds now.
   *
   * @throws IllegalStateException when it does not say what it calls it, so that nobody takes the
   *     answer for a yes
   */
  static Outcome.Delivered delivered(Naming naming, Map<String, Object> document) {
    String id =
        naming
            .id()
            .evaluate(document)
            .map(Template::word)
            .filter(word -> !word.isBlank())
            .orElseThrow(
                () -> new IllegalStateException("The answer has no '" + naming.id() + "'"));
    Optional<URI> permalink =
        naming.permalink().flatMap(link -> link.evaluate(document)).flatMap(Hearing::address);
    return new Outcome.Delivered(id, permalink);
  }

  /** A link that leads nowhere is none; what was delivered is delivered all the same. */
  private static Optional<URI> address(Object link) {
    return WebTarget.find(Template.word(link)).map(WebTarget::address);
  }
}
