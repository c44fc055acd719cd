// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.parley.api.connectors.Capability;
import org.parley.testkit.FaultServer;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

/**
 * Stands for a connector's system in its contract test. A test says how the system answers when
 * nothing is wrong, and by what it recognises things; the contract has it take things, forget its
 * answers and break down. Of several rules the first that fits a request answers it; what nothing
 * fits is answered with 404.
 */
public final class StandIn implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final FaultServer server = new FaultServer();
  private final String secret;
  private final Predicate<Capability> knowsKeys;
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final Map<Capability, Taking> takings = new ConcurrentHashMap<>();
  private final Map<Capability, Queue<Trouble>> troubles = new ConcurrentHashMap<>();
  private final Map<Capability, Trouble> lasting = new ConcurrentHashMap<>();
  private final Set<Capability> sources = ConcurrentHashMap.newKeySet();
  private final Map<Capability, List<Fact>> facts = new ConcurrentHashMap<>();
  private final Map<Capability, List<Request>> counted = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Map<Capability, Integer> ever = new ConcurrentHashMap<>();
  private final AtomicInteger requestsEver = new AtomicInteger();
  private final List<Runnable> ends = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<Trouble> everywhere = Optional.empty();

  /**
   * @param knowsKeys whether it takes what it has taken before under the same mark only once
   */
  StandIn(String secret, Predicate<Capability> knowsKeys) {
    this.secret = secret;
    this.knowsKeys = knowsKeys;
    server.otherwise(this::receive);
  }

  /** Where it listens, without a trailing slash. */
  public URI address() {
    return server.address();
  }

  /** A key, password or token of the account: another for each. */
  public String secret() {
    return secret;
  }

  /** Answers requests that change nothing. */
  public StandIn answers(String method, String path, Function<Request, Answer> answer) {
    return answers(asked(method, path), answer);
  }

  /** Answers requests that change nothing. */
  public StandIn answers(Predicate<Request> asked, Function<Request, Answer> answer) {
    rules.add(new Rule(asked, answer));
    return this;
  }

  /** Takes what a sink hands over; say what is taken and how it is answered. */
  public Taking takes(Capability sink, String method, String path) {
    return takes(sink, asked(method, path));
  }

  /** Takes what a sink hands over; say what is taken and how it is answered. */
  public Taking takes(Capability sink, Predicate<Request> asked) {
    var taking = new Taking(knowsKeys.test(sink));
    takings.put(sink, taking);
    rules.add(new Rule(asked, request -> meet(sink, request, () -> taking.take(request))));
    return taking;
  }

  /**
   * Tells what is new to those who ask for it.
   *
   * @param answer from the request and all that there is to tell, in the order in which the system
   *     shows it
   */
  public StandIn tells(
      Capability source,
      String method,
      String path,
      BiFunction<Request, List<Fact>, Answer> answer) {
    return tells(source, asked(method, path), answer);
  }

  /** The same by any rule. */
  public StandIn tells(
      Capability source, Predicate<Request> asked, BiFunction<Request, List<Fact>, Answer> answer) {
    sources.add(source);
    rules.add(
        new Rule(
            asked,
            request ->
                meet(
                    source,
                    request,
                    () -> answer.apply(request, facts.getOrDefault(source, List.of()))),
            Optional.of(source)));
    return this;
  }

  /** What it has taken and holds. */
  public List<Taken> taken(Capability sink) {
    return takings.containsKey(sink) ? List.copyOf(takings.get(sink).held) : List.of();
  }

  /** What it holds under a mark. */
  public Optional<Taken> find(Capability sink, String mark) {
    return taken(sink).stream().filter(taken -> taken.mark().equals(mark)).findFirst();
  }

  /** What stands in a request's body of JSON at a path of names; empty where nothing does. */
  public static String read(Request request, String... path) {
    try {
      JsonNode node = JSON.readTree(request.body());
      for (String name : path) {
        node = node.path(name);
      }
      return node.asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /** A JSON text, with its quotes. */
  public static String quoted(String text) {
    return TextNode.valueOf(text).toString();
  }

  /** What it was asked so far. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /**
   * Answers a request that came by another door than its own, as of a system whose address is no
   * setting of the account.
   */
  public Answer receive(Request request) {
    requests.add(request);
    requestsEver.incrementAndGet();
    if (everywhere.isEmpty()) {
      return right(request);
    }
    rules.stream()
        .filter(rule -> rule.asked().test(request))
        .findFirst()
        .flatMap(Rule::source)
        .ifPresent(source -> count(source, request));
    return everywhere.get().play(request, () -> right(request));
  }

  /** Has something end with it, such as a door of another protocol. */
  public StandIn closes(Runnable end) {
    ends.add(end);
    return this;
  }

  /** Ends it, and all connections that are open. */
  @Override
  public void close() {
    closed.countDown();
    ends.forEach(Runnable::run);
    server.close();
  }

  /** Keeps silent until it is closed. */
  Answer silence() {
    return new Answer(
        0,
        "",
        socket -> {
          try {
            closed.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return false;
        });
  }

  /** What it has to tell to a source from now on. */
  void knows(Capability source, List<Fact> all) {
    facts.put(source, List.copyOf(all));
  }

  /** The next requests of that kind meet these troubles. */
  void meets(Capability capability, Trouble... inOrder) {
    troubles
        .computeIfAbsent(capability, key -> new ConcurrentLinkedQueue<>())
        .addAll(List.of(inOrder));
  }

  /** All requests of that kind meet this trouble. */
  void suffers(Capability capability, Trouble trouble) {
    lasting.put(capability, trouble);
  }

  /** All requests of any kind do. */
  void suffers(Trouble trouble) {
    everywhere = Optional.of(trouble);
  }

  /** All is as it was before anything was asked, but that ids are not given twice. */
  void forget() {
    recovers();
    takings.values().forEach(taking -> taking.held.clear());
    facts.clear();
    counted.clear();
    requests.clear();
  }

  /** All is well again. */
  void recovers() {
    lasting.clear();
    troubles.clear();
    everywhere = Optional.empty();
  }

  /** How often something was handed over or asked for, whatever became of it. */
  int asked(Capability capability) {
    return counted.getOrDefault(capability, List.of()).size();
  }

  /** How often since it was made, whatever was forgotten since. */
  int askedEver(Capability capability) {
    return ever.getOrDefault(capability, 0);
  }

  /** How often it was asked for anything since it was made. */
  int askedEver() {
    return requestsEver.get();
  }

  /** The requests that did. */
  List<Request> asking(Capability capability) {
    return List.copyOf(counted.getOrDefault(capability, List.of()));
  }

  boolean isTold(Capability source) {
    return sources.contains(source);
  }

  boolean plays(Capability capability) {
    return takings.containsKey(capability);
  }

  private Answer meet(Capability capability, Request request, Trouble.Right right) {
    count(capability, request);
    Queue<Trouble> waiting = troubles.getOrDefault(capability, new ConcurrentLinkedQueue<>());
    Trouble next = waiting.poll();
    Trouble trouble = next == null ? lasting.get(capability) : next;
    return trouble == null ? right.answer() : trouble.play(request, right);
  }

  private void count(Capability capability, Request request) {
    ever.merge(capability, 1, Integer::sum);
    counted.computeIfAbsent(capability, key -> new CopyOnWriteArrayList<>()).add(request);
  }

  private Answer right(Request request) {
    return rules.stream()
        .filter(rule -> rule.asked().test(request))
        .findFirst()
        .map(rule -> rule.answer().apply(request))
        .orElseGet(() -> Answer.of(404, "{\"error\": \"The stand-in knows no such request\"}"));
  }

  private static Predicate<Request> asked(String method, String path) {
    return request ->
        request.method().equals(method) && request.path().replaceFirst("\\?.*", "").equals(path);
  }

  private record Rule(
      Predicate<Request> asked, Function<Request, Answer> answer, Optional<Capability> source) {
    Rule(Predicate<Request> asked, Function<Request, Answer> answer) {
      this(asked, answer, Optional.empty());
    }
  }

  /**
   * Something that the system holds.
   *
   * @param number from 1, in the order in which it was taken
   * @param mark by which the system or the hub recognises it, empty where there is none
   * @param text that people read
   */
  public record Taken(int number, String mark, String text, Request request) {}

  /**
   * Something that the system has to tell.
   *
   * @param number what makes it one fact; the system's own id for it is made of that
   * @param text some words of it
   */
  public record Fact(int number, String text) {}

  /** How something is taken. */
  public static final class Taking {
    private final boolean knowsKeys;
    private final List<Taken> held = new CopyOnWriteArrayList<>();
    private int count;
    private Function<Request, String> mark = request -> "";
    private Function<Request, String> text = Request::body;
    private Function<Taken, Answer> answer = taken -> Answer.of(200, "{}");
    private Optional<Function<Taken, Answer>> again = Optional.empty();

    private Taking(boolean knowsKeys) {
      this.knowsKeys = knowsKeys;
    }

    /**
     * What stands in the request to recognise the same thing by: the idempotency key, or a
     * reference that reading back asks for. A system that is declared to know keys takes what bears
     * the same mark once, and answers as it did; any other takes it as often as it comes.
     */
    public Taking mark(Function<Request, String> read) {
      mark = read;
      return this;
    }

    /** What people will read of it: a post's text, a mail's, a person's name. */
    public Taking text(Function<Request, String> read) {
      text = read;
      return this;
    }

    /** How it is answered. */
    public Taking answer(Function<Taken, Answer> right) {
      answer = right;
      return this;
    }

    /** How the same mark is refused the second time, by a system that refuses it. */
    public Taking again(Function<Taken, Answer> refusal) {
      again = Optional.of(refusal);
      return this;
    }

    private synchronized Answer take(Request request) {
      String known = mark.apply(request);
      Optional<Taken> before =
          held.stream().filter(taken -> !known.isEmpty() && taken.mark().equals(known)).findFirst();
      if (before.isPresent() && (knowsKeys || again.isPresent())) {
        return again.orElse(answer).apply(before.get());
      }
      var taken = new Taken(++count, known, text.apply(request), request);
      held.add(taken);
      return answer.apply(taken);
    }

    /** What is recognised in a request. */
    String markOf(Request request) {
      return mark.apply(request);
    }
  }

  /** How a sink is played. */
  Taking taking(Capability sink) {
    return Optional.ofNullable(takings.get(sink)).orElseThrow();
  }
}
