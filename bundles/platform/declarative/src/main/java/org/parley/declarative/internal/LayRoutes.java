// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.Secret;
import org.parley.api.connectors.Capability;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.Poll;
import org.parley.connector.Polled;
import org.parley.connector.Renewal;
import org.parley.connector.Routes;
import org.parley.connector.Standing;
import org.parley.connector.Token;
import org.parley.connector.Webhook;

/** Lays the routes of one account as its manifest says. */
final class LayRoutes {
  private static final String WHO = "who.";

  private final Manifest manifest;
  private final Surroundings around;
  private final Routes routes;
  private final Map<String, Object> settings;
  private final LaySteps steps;

  LayRoutes(Manifest manifest, Surroundings around, Routes routes, Map<String, Object> settings) {
    this.manifest = manifest;
    this.around = around;
    this.routes = routes;
    this.settings = Contents.settings(settings);
    steps = new LaySteps(manifest, around);
  }

  void lay() {
    manifest.check().ifPresent(this::check);
    manifest.ownRules().ifPresent(this::ownRules);
    manifest.sinks().forEach(this::sink);
    manifest.sources().forEach(this::source);
    if (manifest.proof() instanceof Manifest.Session session) {
      signIn(session);
    }
  }

  private void check(Manifest.Check check) {
    ProcessorDefinition<?> route = routes.check().process(this::begin);
    steps
        .lay(route, check.steps())
        .process(exchange -> exchange.getMessage().setBody(check.says().say(heard(exchange))))
        .description("says '" + check.says() + "'");
  }

  private void sink(Capability capability, Manifest.Sink sink) {
    if (sink.upload().isPresent() || sink.preparation().isPresent()) {
      prepare(routes.prepare(capability), sink);
    }
    ProcessorDefinition<?> route = routes.sink(capability).process(this::beginSink);
    steps
        .lay(route, sink.steps())
        .process(exchange -> exchange.getMessage().setBody(outcome(sink, exchange)))
        .description("takes '" + sink.delivered().id() + "' for its name there");
    sink.readBack().ifPresent(back -> readBack(routes.readBack(capability), back));
  }

  private void prepare(RouteDefinition begun, Manifest.Sink sink) {
    ProcessorDefinition<?> route = begun.process(this::beginSink);
    if (sink.upload().isPresent()) {
      route = steps.layUpload(route, sink.upload().get());
    }
    if (sink.preparation().isPresent()) {
      route = steps.lay(route, sink.preparation().get().steps());
    }
    route
        .process(exchange -> exchange.getMessage().setBody(prepared(sink, exchange)))
        .description("keeps what the hub hands to the sink");
  }

  private void readBack(RouteDefinition begun, Manifest.ReadBack back) {
    ProcessorDefinition<?> route = begun.process(this::beginSink);
    steps
        .lay(route, back.steps())
        .process(exchange -> exchange.getMessage().setBody(found(back, exchange)))
        .description("looks for it in '" + back.among() + "'");
  }

  private void source(Capability capability, Manifest.Source source) {
    source.asked().ifPresent(asked -> poll(capability, asked));
    source.called().ifPresent(called -> webhook(capability, called));
  }

  private void poll(Capability capability, Manifest.Asked asked) {
    Duration pace = Duration.parse(filled(asked.every()));
    var finding = finding(capability, asked.tells());
    ProcessorDefinition<?> route = routes.poll(capability, pace).process(this::beginPoll);
    steps
        .lay(route, asked.steps())
        .process(exchange -> exchange.getMessage().setBody(polled(asked, finding, exchange)))
        .description("reads " + finding.words());
  }

  private void webhook(Capability capability, Manifest.Called called) {
    var finding = finding(capability, called.tells());
    called.renewing().ifPresent(this::renew);
    routes
        .webhook(capability, new ReadHook(this::filled).read(called.hook()))
        .process(this::beginWebhook)
        .process(exchange -> exchange.getMessage().setBody(told(finding, exchange)))
        .description("reads " + finding.words());
  }

  private Finding finding(Capability capability, List<Manifest.Finds> tells) {
    return new Finding(capability, tells, routes.account(), manifest.descriptor().id());
  }

  private void renew(Manifest.Renewing renewing) {
    ProcessorDefinition<?> route = routes.renew().process(this::beginRenewal);
    steps
        .lay(route, renewing.steps())
        .process(exchange -> exchange.getMessage().setBody(renewal(renewing, exchange)))
        .description("notes until when the system calls");
  }

  private void ownRules(Manifest.OwnRules own) {
    var reading = new ReadRules(manifest.descriptor().rules(), own.rules());
    ProcessorDefinition<?> route = routes.rules().process(this::begin);
    steps
        .lay(route, own.steps())
        .process(exchange -> exchange.getMessage().setBody(reading.in(heard(exchange))))
        .description("reads the account's own rules");
  }

  private void signIn(Manifest.Session session) {
    ProcessorDefinition<?> route = routes.signIn().process(this::beginSignIn);
    steps
        .lay(route, session.steps())
        .process(exchange -> exchange.getMessage().setBody(token(session, exchange)))
        .description("keeps '" + session.access() + "' as the token");
  }

  private void begin(Exchange exchange) {
    Conversation conversation = Conversation.begin(exchange);
    conversation.put("settings", new LinkedHashMap<>(settings));
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("id", routes.account().toString());
    conversation.put("account", account);
    conversation.put("now", now().toString());
    conversation.put("session", facts(exchange));
  }

  private Map<String, Object> facts(Exchange exchange) {
    Map<String, Object> facts = new LinkedHashMap<>();
    Map<String, Object> who = new LinkedHashMap<>();
    for (String name : manifest.facts()) {
      String value = exchange.getProperty(name, String.class);
      if (value != null) {
        boolean ofWho = name.startsWith(WHO);
        (ofWho ? who : facts).put(ofWho ? name.substring(WHO.length()) : name, value);
      }
    }
    facts.put("who", who);
    return facts;
  }

  private Instant now() {
    return around.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void beginSink(Exchange exchange) throws Exception {
    Outgoing<?> outgoing = exchange.getMessage().getBody(Outgoing.class);
    begin(exchange);
    Conversation conversation = Conversation.of(exchange);
    Map.Entry<String, Map<String, Object>> content =
        Contents.of(outgoing.content(), manifest.descriptor().rules().text());
    conversation.put(content.getKey(), content.getValue());
    conversation.put("key", outgoing.key().toString());
    outgoing.on().ifPresent(there -> conversation.put("on", standing(there)));
    Map<String, Object> prepared = new LinkedHashMap<>();
    for (Map.Entry<String, String> kept : outgoing.prepared().entrySet()) {
      Json.read(kept.getValue()).ifPresent(value -> prepared.put(kept.getKey(), value));
    }
    conversation.put("uploads", Optional.ofNullable(prepared.remove("uploads")));
    conversation.put("prepared", prepared);
  }

  private static Map<String, Object> standing(Standing there) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", there.remoteId());
    there.permalink().ifPresent(link -> tree.put("permalink", link.toString()));
    return tree;
  }

  private void beginPoll(Exchange exchange) throws Exception {
    Poll poll = exchange.getMessage().getBody(Poll.class);
    begin(exchange);
    if (poll.cursor().isPresent()) {
      Conversation.of(exchange).put("cursor", Json.read(poll.cursor().get()));
    }
  }

  private void beginWebhook(Exchange exchange) throws Exception {
    Webhook call = exchange.getMessage().getBody(Webhook.class);
    begin(exchange);
    Map<String, Object> webhook = new LinkedHashMap<>();
    webhook.put("headers", new LinkedHashMap<String, Object>(call.headers()));
    webhook.put("at", call.at().toString());
    Optional<Object> body =
        Json.looksLike(call.body()) ? Json.read(call.body()) : Optional.of(call.body());
    body.ifPresent(tree -> webhook.put("body", tree));
    Conversation.of(exchange).put("webhook", webhook);
  }

  private void beginRenewal(Exchange exchange) {
    Renewal.Asked asked = exchange.getMessage().getBody(Renewal.Asked.class);
    begin(exchange);
    Conversation conversation = Conversation.of(exchange);
    conversation.put("hook", asked.hook().toString());
    conversation.put(
        "subscription", asked.last().map(last -> new LinkedHashMap<String, Object>(last.facts())));
  }

  private Renewal renewal(Manifest.Renewing renewing, Exchange exchange) {
    Map<String, Object> document = heard(exchange);
    Instant now = now();
    Map<String, String> facts = new LinkedHashMap<>();
    renewing
        .facts()
        .forEach(
            (name, value) ->
                value.evaluate(document).ifPresent(is -> facts.put(name, Template.word(is))));
    return new Renewal(
        renewing
            .until()
            .flatMap(end -> end.evaluate(document))
            .flatMap(end -> Moments.span(end, now))
            .map(now::plus),
        facts);
  }

  private void beginSignIn(Exchange exchange) {
    Optional<?> last = exchange.getMessage().getBody(Optional.class);
    begin(exchange);
    last.ifPresent(token -> Conversation.of(exchange).put("token", LayRoutes.token((Token) token)));
  }

  private static Map<String, Object> token(Token last) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("access", last.access().reveal());
    last.refresh().ifPresent(refresh -> tree.put("refresh", refresh.reveal()));
    tree.put("facts", new LinkedHashMap<String, Object>(last.facts()));
    return tree;
  }

  /** What was learned; an answer of which nobody can tell what it means ends what needs one. */
  private static Map<String, Object> heard(Exchange exchange) {
    Conversation conversation = Conversation.of(exchange);
    if (conversation.outcome().orElse(null) instanceof Outcome.Unknown unclear) {
      throw new ParleyException(Fault.REMOTE, unclear.reason());
    }
    return conversation.document();
  }

  private static Outcome outcome(Manifest.Sink sink, Exchange exchange) {
    Conversation conversation = Conversation.of(exchange);
    return conversation
        .outcome()
        .orElseGet(() -> Hearing.delivered(sink.delivered(), conversation.document()));
  }

  private static Map<String, String> prepared(Manifest.Sink sink, Exchange exchange) {
    Map<String, Object> document = heard(exchange);
    Map<String, String> kept = new LinkedHashMap<>();
    if (sink.upload().isPresent()) {
      kept.put("uploads", Json.write(document.getOrDefault("uploads", List.of())));
    }
    sink.preparation()
        .map(Manifest.Preparation::keep)
        .orElse(Map.of())
        .forEach(
            (name, value) ->
                value.evaluate(document).ifPresent(found -> kept.put(name, Json.write(found))));
    return kept;
  }

  private static Optional<Outcome.Delivered> found(Manifest.ReadBack back, Exchange exchange) {
    Map<String, Object> seen = new LinkedHashMap<>(heard(exchange));
    for (Object item : back.among().list(seen)) {
      seen.put("item", item);
      if (back.that().holds(seen)) {
        return Optional.of(Hearing.delivered(back.delivered(), seen));
      }
    }
    return Optional.empty();
  }

  private Polled polled(Manifest.Asked asked, Finding finding, Exchange exchange) {
    Map<String, Object> document = heard(exchange);
    Optional<String> cursor =
        asked.cursor().flatMap(next -> next.evaluate(document)).map(Json::write);
    boolean more = asked.more().map(condition -> condition.holds(document)).orElse(false);
    try {
      return new Polled(finding.in(document, now()), cursor, more);
    } catch (InvalidInput bad) {
      String message =
          manifest.descriptor().name() + " told what cannot be read: " + bad.getMessage();
      throw new ParleyException(Fault.REMOTE, message, bad);
    }
  }

  private List<?> told(Finding finding, Exchange exchange) {
    try {
      return finding.in(heard(exchange), now());
    } catch (IllegalStateException e) {
      throw new InvalidInput("body", String.valueOf(e.getMessage()));
    }
  }

  private Token token(Manifest.Session session, Exchange exchange) {
    Map<String, Object> document = heard(exchange);
    String access =
        session
            .access()
            .evaluate(document)
            .map(Template::word)
            .orElseThrow(() -> new IllegalStateException("There is no '" + session.access() + "'"));
    Map<String, String> facts = new LinkedHashMap<>();
    session
        .facts()
        .forEach(
            (name, value) ->
                value.evaluate(document).ifPresent(is -> facts.put(name, Template.word(is))));
    Instant now = now();
    return new Token(
        new Secret(access),
        session
            .refresh()
            .flatMap(next -> next.evaluate(document))
            .map(Template::word)
            .map(Secret::new),
        session
            .expires()
            .flatMap(end -> end.evaluate(document))
            .flatMap(end -> Moments.span(end, now))
            .map(now::plus),
        facts);
  }

  /** A text that only settings fill. */
  private String filled(Template template) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("settings", settings);
    return template
        .fill(document)
        .orElseThrow(
            () ->
                new ParleyException(Fault.SETTINGS, "Setting of '" + template + "' is not given"));
  }
}
