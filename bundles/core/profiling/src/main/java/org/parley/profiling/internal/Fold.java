// SPDX-License-Identifier: Apache-2.0
package org.parley.profiling.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells from all answers and merges what stands. A merge takes its place among the survivor's
 * answers, so that one given afterwards counts for the whole person.
 *
 * @param answers each home's chain in order
 * @param joints the standing merges into each home, in order
 */
record Fold(Map<UUID, List<Answer>> answers, Map<UUID, List<Joint>> joints) {

  /** By purpose. */
  Map<String, Mark> standing(UUID home) {
    Map<String, Mark> marks = new HashMap<>();
    List<Joint> waiting = joints.getOrDefault(home, List.of());
    int joined = 0;
    int answered = 0;
    for (Answer answer : answers.getOrDefault(home, List.of())) {
      while (joined < waiting.size() && waiting.get(joined).answers() <= answered) {
        unite(marks, standing(waiting.get(joined++).other()));
      }
      answer(marks, answer);
      answered++;
    }
    waiting.stream().skip(joined).forEach(joint -> unite(marks, standing(joint.other())));
    return marks;
  }

  static void answer(Map<String, Mark> marks, Answer answer) {
    if (answer.counts()) {
      Optional<Mark> before = Optional.ofNullable(marks.get(answer.purpose()));
      marks.put(answer.purpose(), Mark.after(before, answer));
    }
  }

  static void unite(Map<String, Mark> marks, Map<String, Mark> others) {
    others.forEach((purpose, mark) -> marks.merge(purpose, mark, Mark::unitedWith));
  }

  /**
   * A profile that went into another.
   *
   * @param answers how many answers that one had given by then
   */
  record Joint(UUID other, int answers) {}
}
