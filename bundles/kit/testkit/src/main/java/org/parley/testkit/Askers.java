// SPDX-License-Identifier: Apache-2.0
package org.parley.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers that never stop asking a server which comes and goes. It may be gone, say 503 with {@code
 * Retry-After} and without leave to keep that, or answer right: everything else is noted.
 */
public final class Askers implements AutoCloseable {
  private static final int THREADS = 3;
  private static final int AWAY = 503;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<Question> questions;
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Set<Question> answered = ConcurrentHashMap.newKeySet();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger away = new AtomicInteger();

  /**
   * @param right the status of the right answer
   */
  public record Question(HttpRequest request, int right) {
    /** A GET without more to it. */
    public static Question of(URI address, int right) {
      return new Question(HttpRequest.newBuilder(address).build(), right);
    }
  }

  /** Begins to ask. */
  public Askers(List<Question> questions) {
    this.questions = List.copyOf(questions);
    for (int thread = 0; thread < THREADS; thread++) {
      threads.execute(this::ask);
    }
  }

  private void ask() {
    while (!threads.isShutdown()) {
      Question question = questions.get(Math.floorMod(next.getAndIncrement(), questions.size()));
      try {
        hold(question, client.send(question.request(), BodyHandlers.ofString()));
      } catch (IOException e) {
        pause(); // it is gone, or went while it was asked
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void hold(Question question, HttpResponse<String> answer) {
    if (answer.statusCode() == question.right()) {
      answered.add(question);
    } else if (answer.statusCode() == AWAY
        && answer.headers().firstValue("Retry-After").isPresent()
        && answer.headers().firstValue("Cache-Control").orElse("").contains("no-store")) {
      away.incrementAndGet();
      pause();
    } else {
      wrong.add(
          "%s %s: %d instead of %d, %s: %s"
              .formatted(
                  question.request().method(),
                  question.request().uri(),
                  answer.statusCode(),
                  question.right(),
                  answer.headers().map(),
                  answer.body()));
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until each question has been answered right from now on, or something was wrong. */
  public void awaitRightAnswers() {
    answered.clear();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (answered.size() < questions.size() && wrong.isEmpty()) {
      if (System.nanoTime() > end) {
        List<Question> missing = new ArrayList<>(questions);
        missing.removeAll(answered);
        throw new AssertionError("Never answered right: " + missing);
      }
      pause();
    }
  }

  /** The answers that should not have been. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** How often they were told to come back. */
  public int away() {
    return away.get();
  }

  @Override
  public void close() throws InterruptedException {
    threads.shutdownNow();
    threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }
}
