// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a system shows beside a text.
 *
 * @param media one entry for each form that it takes; empty where it takes text alone
 */
public record MediaRules(List<Medium> media) {
  /** Text alone. */
  public static final MediaRules NONE = new MediaRules(List.of());

  public MediaRules {
    media = List.copyOf(media);
  }

  /** What it demands of pictures, empty where it shows none. */
  public Optional<Medium> images() {
    return media.stream().filter(medium -> medium.form() == Form.IMAGE).findFirst();
  }

  /** The forms of media. */
  public enum Form {
    IMAGE,
    VIDEO,
    DOCUMENT,
    AUDIO
  }

  /**
   * @param form what it is
   * @param count how many at the most in one post
   * @param types the media types it takes
   * @param bytes how large one may be
   * @param altText how many characters may tell what it shows, 0 where none
   */
  public record Medium(Form form, int count, Set<String> types, long bytes, int altText) {
    public Medium {
      requireNonNull(form);
      types = Set.copyOf(types);
    }
  }
}
