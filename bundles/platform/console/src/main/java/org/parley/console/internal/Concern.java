// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.util.List;
import java.util.Optional;
import org.parley.api.Paged;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Tone;

/** Something that the overview shows because a person should look at it. */
public interface Concern {
  /** What there is at this moment for this viewer, the most pressing first. */
  default List<Need> needs(Visit visit) {
    return List.of();
  }

  /** The step to take first here, for those who begin. */
  default Optional<Step> begin(Visit visit) {
    return Optional.empty();
  }

  /**
   * @param order among the steps of all
   */
  record Step(int order, Piece.Todo todo) {
    /**
     * A step told in the words of a key: {@code <key>.title}, {@code <key>.text} and {@code
     * <key>.do}.
     */
    public static Optional<Step> of(Visit visit, int order, boolean done, String key, String href) {
      Piece.Todo todo =
          new Piece.Todo(
              done,
              visit.say(key + ".title"),
              visit.say(key + ".text"),
              Action.to(visit.say(key + ".do"), href));
      return Optional.of(new Step(order, todo));
    }
  }

  /**
   * @param text one sentence
   * @param href where it is dealt with
   */
  record Need(Tone tone, String text, String href) {
    /**
     * How many there are, as far as they were looked up: {@code 50+} where there are more.
     *
     * @param key of words with the number as {0} and what follows it as {1}
     * @return empty when there are none
     */
    public static Optional<Need> count(Words words, String key, Paged<?> found, String href) {
      int many = found.items().size();
      String more = found.next().isPresent() ? "+" : "";
      return many == 0
          ? Optional.empty()
          : Optional.of(new Need(Tone.WARN, words.say(key, many, more), href));
    }
  }
}
