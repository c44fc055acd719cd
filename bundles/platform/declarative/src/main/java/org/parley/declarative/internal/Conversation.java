// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.parley.connector.Outcome;

/**
 * What is known in the middle of one route: the document that expressions see, and what they do not
 * see. Lives in a property of the exchange and belongs to one thread at a time.
 */
final class Conversation {
  private static final String PROPERTY = "ParleyConversation";
  private static final String UPLOADS = "uploads";

  private final Map<String, Object> document = new LinkedHashMap<>();
  private final List<Object> images = new ArrayList<>();
  private final Map<String, Object> proof;
  private byte[] file = {};
  private int offset;
  private int chunk;
  private int nextImage;
  private long begunAt;
  private @Nullable Outcome outcome;

  private Conversation(Map<String, Object> proof) {
    this.proof = proof;
  }

  /** Begins with what came in. */
  static Conversation begin(Exchange exchange) {
    var conversation = new Conversation(new LinkedHashMap<>(exchange.getMessage().getHeaders()));
    exchange.setProperty(PROPERTY, conversation);
    return conversation;
  }

  static Conversation of(Exchange exchange) {
    return requireNonNull(exchange.getProperty(PROPERTY, Conversation.class));
  }

  /** What expressions see; changes with what is learned. */
  Map<String, Object> document() {
    return document;
  }

  void put(String name, Object value) {
    document.put(name, value);
  }

  void put(String name, Optional<?> value) {
    value.ifPresentOrElse(each -> document.put(name, each), () -> document.remove(name));
  }

  /** The headers by which the hub shows on whose behalf a request is sent. */
  Map<String, Object> proof() {
    return proof;
  }

  /** What the last step brought, also under the step's name. */
  void heard(Answer answer, Optional<String> name) {
    put("answer", answer.content());
    put("status", answer.status());
    put("headers", new LinkedHashMap<String, Object>(answer.headers()));
    name.ifPresent(as -> put(as, answer.content()));
  }

  /** What a step came to that asked nobody. */
  void heard(@Nullable Object result, Optional<String> name) {
    Optional<Object> content = Optional.ofNullable(result);
    put("answer", content);
    name.ifPresent(as -> put(as, content));
  }

  /** The system holds it, or nobody can tell: nothing more is asked. */
  void end(Outcome known) {
    outcome = known;
  }

  boolean isOver() {
    return outcome != null;
  }

  Optional<Outcome> outcome() {
    return Optional.ofNullable(outcome);
  }

  void beginUploads(List<?> all) {
    images.addAll(all);
    document.put(UPLOADS, new ArrayList<>());
  }

  boolean hasNextImage() {
    return nextImage < images.size();
  }

  /** The next image, as the post has it. */
  Map<?, ?> nextImage() {
    return (Map<?, ?>) images.get(nextImage++);
  }

  /** A file whose bytes the steps that follow send. */
  void takeFile(byte[] bytes) {
    file = bytes;
    offset = 0;
    chunk = 0;
  }

  /** What is kept of an image that was sent. */
  void keepUpload(Object kept) {
    List<Object> uploads = new ArrayList<>((List<?>) requireNonNull(document.get(UPLOADS)));
    uploads.add(kept);
    document.put(UPLOADS, uploads);
  }

  byte[] file() {
    return file;
  }

  void beginChunks() {
    offset = 0;
    chunk = 0;
  }

  boolean hasNextChunk() {
    return offset < file.length;
  }

  /** Shows the next piece of the file in the document. */
  void nextChunk(int most) {
    int to = Math.min(file.length, offset + most);
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("number", chunk++);
    shown.put("from", offset);
    shown.put("to", to - 1);
    shown.put("size", to - offset);
    shown.put("last", to == file.length);
    document.put("chunk", shown);
    offset = to;
  }

  byte[] chunk() {
    Map<?, ?> shown = (Map<?, ?>) requireNonNull(document.get("chunk"));
    int from = (Integer) requireNonNull(shown.get("from"));
    int to = (Integer) requireNonNull(shown.get("to"));
    return Arrays.copyOfRange(file, from, to + 1);
  }

  /** From here on counts how long a step goes on asking. */
  void beginWaiting() {
    begunAt = System.nanoTime();
  }

  boolean hasWaited(Duration within) {
    return System.nanoTime() - begunAt > within.toNanos();
  }
}
