// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.parley.api.Paged;
import org.parley.api.ParleyException;

/**
 * What an operation answers.
 *
 * @param status of HTTP
 * @param headers beyond those that every answer has
 * @param mediaType of the content
 * @param content bytes as they are, or anything that Jackson writes; null for none
 * @param next the cursor to what follows in a listing, for the Link header
 * @param renewal reads the content again when the operation is durable
 */
public record Answer(
    int status,
    Map<String, String> headers,
    String mediaType,
    @Nullable Object content,
    Optional<String> next,
    Optional<Supplier<?>> renewal) {
  private static final String JSON = "application/json";

  public Answer {
    headers = Map.copyOf(headers);
  }

  Answer(int status, Map<String, String> headers, String mediaType, @Nullable Object content) {
    this(status, headers, mediaType, content, Optional.empty(), Optional.empty());
  }

  public static Answer ok(Object content) {
    return new Answer(200, Map.of(), JSON, content);
  }

  /**
   * @param location below /api/v1, such as {@code links/abc}
   */
  public static Answer created(String location, Object content) {
    return new Answer(201, Map.of("Location", "/api/v1/" + location), JSON, content);
  }

  public static Answer accepted(Object content) {
    return new Answer(202, Map.of(), JSON, content);
  }

  public static Answer nothing() {
    return new Answer(204, Map.of(), JSON, null);
  }

  public static Answer file(String mediaType, byte[] content) {
    return new Answer(200, Map.of(), mediaType, content);
  }

  /** A part of a listing, with the cursor to what follows. */
  public static <T> Answer page(Paged<T> page, Function<? super T, ?> view) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("items", page.items().stream().map(view).collect(toList()));
    page.next().ifPresent(next -> body.put("next", next));
    return new Answer(200, Map.of(), JSON, body, page.next(), Optional.empty());
  }

  /** The same with the version that a change must name in {@code If-Match}. */
  public Answer version(long version) {
    return with("ETag", "\"" + version + "\"");
  }

  /**
   * The same with the version that a change must name, for what also shows figures that move by
   * themselves: a reader sees when they have moved, and a change is refused only over another
   * change.
   *
   * @param figures tell one state of the figures from another
   */
  public Answer version(long version, String figures) {
    return with("ETag", "\"" + version + "-" + figures + "\"");
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, mediaType, content, next, renewal);
  }

  /**
   * The same, whose content shows what follows the operation's commit, such as routes that start
   * then. It is noted as it is before, so that nobody who asks again after a crash in between is
   * told anything else than that it was done.
   */
  public Answer renewedBy(Supplier<?> content) {
    return new Answer(status, headers, mediaType, this.content, next, Optional.of(content));
  }

  /** The answer as it is now that the operation is durable, or as it was when it cannot be read. */
  Answer renewed() {
    return renewal.map(this::renewed).orElse(this);
  }

  private Answer renewed(Supplier<?> later) {
    Object newest;
    try {
      newest = later.get();
    } catch (ParleyException e) {
      newest = content;
    }
    return new Answer(status, headers, mediaType, newest, next, Optional.empty());
  }
}
