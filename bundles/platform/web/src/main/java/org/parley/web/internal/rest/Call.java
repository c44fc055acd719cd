// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.security.Caller;

/**
 * One call of an operation: who calls, and with what. What the document says of the parameters of
 * the address has been checked.
 */
public final class Call {
  private static final int USUAL_PAGE = 50;

  private final Inputs inputs;
  private final @Nullable Caller caller;
  private final Instant at;

  /**
   * @param path the parts of the path
   * @param query the parameters of the address
   * @param wishes what the headers say
   * @param body the body as it came
   * @param reader how it becomes a record
   */
  record Inputs(
      Map<String, String> path,
      Map<String, String> query,
      Wishes wishes,
      byte[] body,
      InputReader reader) {}

  /**
   * @param accept which media types the caller would like
   * @param ifMatch the version that the caller believes to be the present one
   * @param onceKey by which the caller may send the request again
   */
  record Wishes(Optional<String> accept, Optional<String> ifMatch, Optional<String> onceKey) {
    static Wishes of(HttpServletRequest request, Optional<String> onceKey) {
      return new Wishes(
          Optional.ofNullable(request.getHeader("Accept")),
          Optional.ofNullable(request.getHeader("If-Match")),
          onceKey);
    }
  }

  Call(Inputs inputs, @Nullable Caller caller, Instant at) {
    this.inputs = inputs;
    this.caller = caller;
    this.at = at;
  }

  /** Who calls. */
  public Caller caller() {
    if (caller == null) {
      throw new IllegalStateException("An open operation has no caller");
    }
    return caller;
  }

  /** When the call came. */
  public Instant at() {
    return at;
  }

  /** A part of the path that the document names. */
  public String path(String name) {
    String value = inputs.path().get(name);
    if (value == null) {
      throw new IllegalStateException("The path has no part '%s'".formatted(name));
    }
    return value;
  }

  /**
   * A part of the path that is an id.
   *
   * @param kind the word for what it identifies
   * @throws NotFound when it cannot be one
   */
  public UUID id(String name, String kind) {
    try {
      return UUID.fromString(path(name));
    } catch (IllegalArgumentException e) {
      throw new NotFound(kind, path(name));
    }
  }

  /** A parameter of the address. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(inputs.query().get(name));
  }

  /** A parameter of the address that the document lists the words of. */
  public <E extends Enum<E>> Optional<E> query(String name, Class<E> type) {
    return query(name)
        .map(
            word ->
                Arrays.stream(type.getEnumConstants())
                    .filter(constant -> Json.word(constant).equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No '%s'".formatted(word))));
  }

  /** Which part of a listing is asked for, by {@code limit} and {@code cursor}. */
  public PageRequest page() {
    int limit = query("limit").map(Integer::parseInt).orElse(USUAL_PAGE);
    return new PageRequest(limit, query("cursor"));
  }

  /**
   * The media type that the caller likes best of those that the operation can give.
   *
   * @param offers the usual one first
   */
  public String choose(String... offers) {
    return new Preference(inputs.wishes().accept().orElse("*/*")).choose(offers);
  }

  /**
   * The body as an input record.
   *
   * @throws org.parley.api.InvalidInput naming every bad field
   */
  public <T extends Record> T body(Class<T> type) {
    return inputs.reader().read(inputs.body(), type);
  }

  /** The body as it came. */
  byte[] sent() {
    return inputs.body();
  }

  /**
   * What the caller will repeat if it sends the request again, unique among all callers; for an
   * operation that recognises a repetition by ids of its own making.
   */
  public Optional<String> onceKey() {
    return inputs.wishes().onceKey().map(key -> caller().id() + "/" + key);
  }

  /**
   * Checks that the caller has seen the present version of what is to be changed.
   *
   * @return the version, to be handed on
   */
  public long expect(long present) {
    String expected = "\"" + present + "\"";
    String withFigures = "\"" + present + "-";
    String given =
        inputs
            .wishes()
            .ifMatch()
            .orElseThrow(
                () ->
                    new Refused(
                        428, "Header 'If-Match' is missing; the ETag that was read is expected"));
    boolean matches =
        given.trim().equals("*")
            || Arrays.stream(given.split(","))
                .map(String::trim)
                .anyMatch(tag -> tag.equals(expected) || tag.startsWith(withFigures));
    if (!matches) {
      throw new Refused(412, "It has changed since; the present version is " + expected);
    }
    return present;
  }
}
