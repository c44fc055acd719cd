// SPDX-License-Identifier: Apache-2.0
package org.parley.demo;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sees every attempt at a request, and what came of it. */
public interface Witness {
  /** The hub has answered. */
  void answered(HttpRequest request, HttpResponse<String> answer);

  /** The request has left, and no answer came: nobody can tell whether it was taken. */
  void unanswered(HttpRequest request);

  /** One who looks away. */
  Witness NOBODY =
      new Witness() {
        @Override
        public void answered(HttpRequest request, HttpResponse<String> answer) {}

        @Override
        public void unanswered(HttpRequest request) {}
      };
}
