// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.parley.api.ParleyException;

/**
 * Looks at how a system calls the hub before any account has settings for it. It is read when
 * routes are laid, for its keys are settings; what is wrong is told now. A key that may be left
 * empty, or that stands in the manifest for all to read, would let strangers in.
 */
final class CheckHook {
  /** What nobody but the system knows. */
  private static final Set<String> SECRETS = Set.of("key", "secret", "password", "token");

  /** What everybody may know, but what must be there. */
  private static final Set<String> PUBLIC = Set.of("user", "topic", "expected");

  /** The one whose key is no secret. */
  private static final String PUBLIC_KEY = "publicKey";

  private final Map<String, Part> settings;
  private final List<Problem> problems;

  /**
   * @param settings of the manifest, by name
   * @param problems to be added to
   */
  CheckHook(Map<String, Part> settings, List<Problem> problems) {
    this.settings = settings;
    this.problems = problems;
  }

  void check(Part hook) {
    int before = problems.size();
    Stream.of("signature", "handshake")
        .flatMap(name -> hook.group(name).entrySet().stream())
        .forEach(way -> check(way.getKey(), way.getValue()));
    if (problems.size() == before) {
      read(hook);
    }
  }

  private void read(Part hook) {
    try {
      new ReadHook(Template::toString).read(hook);
    } catch (IllegalArgumentException | ParleyException e) {
      add(hook, "Cannot be: " + e.getMessage());
    }
  }

  private void check(String way, Part part) {
    boolean open = way.equals(PUBLIC_KEY);
    part.fields()
        .forEach(
            (name, field) -> {
              if (SECRETS.contains(name) && !open) {
                checkSecret(field);
              } else if (SECRETS.contains(name) || PUBLIC.contains(name)) {
                texts(field).forEach(this::checkKnown);
              }
            });
  }

  private static Stream<Part> texts(Part field) {
    return field.kind() == Part.Kind.FIELDS
        ? field.fields().values().stream().flatMap(CheckHook::texts)
        : Stream.of(field);
  }

  private void checkSecret(Part text) {
    if (checkNamed(text).stream().noneMatch(this::isSecret)) {
      add(text, "Strangers may know it; it must hold a setting of type secret");
    }
  }

  private void checkKnown(Part text) {
    checkNamed(text);
    if (text.text().isBlank()) {
      add(text, "Is blank; it must say by what the system's calls are known");
    }
  }

  private Set<String> checkNamed(Part text) {
    Set<String> named = Values.settingsIn(Words.template(text).holes());
    named.stream().filter(this::mayBeEmpty).forEach(name -> add(text, emptiness(name)));
    return named;
  }

  private static String emptiness(String name) {
    String way = "' may be left empty, and then strangers could call; add required: true to it";
    return "Setting '" + name + way;
  }

  private boolean mayBeEmpty(String name) {
    return setting(name).filter(field -> field.isTrue("required") || field.has("preset")).isEmpty();
  }

  private boolean isSecret(String name) {
    return setting(name).filter(field -> field.getText("type").equals("secret")).isPresent();
  }

  private Optional<Part> setting(String name) {
    return Optional.ofNullable(settings.get(name));
  }

  private void add(Part part, String message) {
    problems.add(new Problem(part.place(), message));
  }
}
