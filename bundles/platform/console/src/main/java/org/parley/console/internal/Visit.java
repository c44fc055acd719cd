// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.NotFound;
import org.parley.api.PageRequest;
import org.parley.api.Paged;
import org.parley.api.ParleyException;
import org.parley.api.security.Caller;
import org.parley.api.security.Role;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;

/** One request of somebody who is signed in, as a page sees it. */
public final class Visit {
  /** How many rows a list shows at a time. */
  public static final int ROWS = 50;

  private final HttpServletRequest request;
  private final Caller caller;
  private final Written written;
  private final Words words;
  private final Path path;
  private final @Nullable ParleyException refused;

  /** The page's own path and what follows it. */
  record Path(String page, List<String> rest, Map<String, String> names) {}

  Visit(HttpServletRequest request, Caller caller, Words words, Written written, Path path) {
    this(request, caller, words, written, path, null);
  }

  private Visit(
      HttpServletRequest request,
      Caller caller,
      Words words,
      Written written,
      Path path,
      @Nullable ParleyException refused) {
    this.request = request;
    this.caller = caller;
    this.words = words;
    this.written = written;
    this.path = path;
    this.refused = refused;
  }

  Visit named(Map<String, String> names) {
    Path found = new Path(path.page(), path.rest(), names);
    return new Visit(request, caller, words, written, found, refused);
  }

  Visit refused(ParleyException why) {
    return new Visit(request, caller, words, written, path, why);
  }

  List<String> rest() {
    return path.rest();
  }

  /** Whether something is to be changed, and not only shown. */
  boolean changes() {
    return request.getMethod().equals("POST");
  }

  public Caller caller() {
    return caller;
  }

  public boolean may(Role... roles) {
    return caller.holdsAny(Set.of(roles));
  }

  /** Refuses those who hold none of the roles. */
  public void demand(Role... roles) {
    if (!may(roles)) {
      throw new Forbidden(words.say("forbidden.text"));
    }
  }

  public Words words() {
    return words;
  }

  public Written written() {
    return written;
  }

  public String say(String key) {
    return words.say(key);
  }

  public String say(String key, Object... arguments) {
    return words.say(key, arguments);
  }

  /** Why the change was refused that this page offered. */
  Optional<ParleyException> refusal() {
    return Optional.ofNullable(refused);
  }

  /** The network address that the viewer comes from. */
  public String address() {
    return request.getRemoteAddr();
  }

  /** A field or parameter, empty when it is blank. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(request.getParameter(name))
        .map(String::strip)
        .filter(t -> !t.isEmpty());
  }

  /** A field exactly as it was entered, as passwords are taken. */
  public String exact(String name) {
    return Optional.ofNullable(request.getParameter(name)).orElse("");
  }

  public List<String> all(String name) {
    String[] values = request.getParameterValues(name);
    return values == null ? List.of() : Arrays.asList(values);
  }

  /** A named part of the address. */
  public String part(String name) {
    String value = path.names().get(name);
    if (value == null) {
      throw new IllegalArgumentException("This address names no '" + name + "'");
    }
    return value;
  }

  /**
   * A named part of the address that is an identity.
   *
   * @throws NotFound when it is none
   */
  public UUID id(String name) {
    return uuid(part(name));
  }

  /**
   * @throws NotFound when it is none
   */
  public static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException malformed) {
      throw new NotFound("entry", text);
    }
  }

  /** The version that a change is based on, sent along by its form. */
  public long version() {
    try {
      return Long.parseLong(exact("version"));
    } catch (NumberFormatException malformed) {
      return 0;
    }
  }

  public PageRequest page() {
    int rows = text(Sheet.ASKED).isPresent() ? PageRequest.MOST : ROWS;
    return new PageRequest(rows, text("after"));
  }

  /** The address of the rows after these, with everything that narrows the list. */
  public Optional<String> next(Paged<?> paged, String... kept) {
    return paged.next().map(cursor -> address(kept) + "after=" + encode(cursor));
  }

  private String address(String... kept) {
    StringBuilder address = new StringBuilder(request.getContextPath() + request.getServletPath());
    address.append(Optional.ofNullable(request.getPathInfo()).orElse("")).append('?');
    for (String name : kept) {
      text(name)
          .ifPresent(value -> address.append(name).append('=').append(encode(value)).append('&'));
    }
    return address.toString();
  }

  /** An address below this page. */
  public String here(Object... parts) {
    StringBuilder address = new StringBuilder("/console/" + path.page());
    for (Object part : parts) {
      address.append('/').append(encode(part.toString()));
    }
    return address.toString();
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A page with its words from {@code <key>.title} and {@code <key>.about}. */
  public Screen screen(String key) {
    return Screen.of(say(key + ".title"), say(key + ".about"));
  }

  public Piece.Empty empty(String key) {
    return empty(key, Optional.empty());
  }

  /** An empty place with the one step that fills it. */
  public Piece.Empty empty(String key, Action step) {
    return empty(key, Optional.of(step.main()));
  }

  private Piece.Empty empty(String key, Optional<Action> step) {
    return new Piece.Empty(
        say(key + ".empty"), say(key + ".empty.text"), step, words.sample(key + ".sample"));
  }

  public Answer done(String said, Object... parts) {
    return new Answer.SeeOther(here(parts), said);
  }

  /** Something was made that has no page of its own: the list follows. */
  public Answer made(String said, UUID subject) {
    return new Answer.SeeOther(here(), said, subject.toString());
  }

  /** Its address, to say what it was about where nothing else does. */
  String place() {
    return here(path.rest().toArray());
  }
}
