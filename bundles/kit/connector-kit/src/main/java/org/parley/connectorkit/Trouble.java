// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.util.function.Function;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

/** What goes wrong with one request. */
@FunctionalInterface
interface Trouble {
  Answer play(Request request, Right right);

  /** Nothing has happened. */
  static Trouble before(Answer answer) {
    return (request, right) -> answer;
  }

  /** It has happened, and the answer does not say so. */
  static Trouble after(Answer answer) {
    return (request, right) -> {
      right.answer();
      return answer;
    };
  }

  /** It has happened, and the answer is another than it should be. */
  static Trouble changed(Function<Answer, Answer> change) {
    return (request, right) -> change.apply(right.answer());
  }

  /** The answer of a system with which nothing is wrong; asking for it has its effect. */
  @FunctionalInterface
  interface Right {
    Answer answer();
  }
}
