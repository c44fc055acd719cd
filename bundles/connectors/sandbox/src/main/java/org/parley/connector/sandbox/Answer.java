// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What the other side answers.
 *
 * @param body for a redirect, where to
 */
record Answer(int status, String mediaType, String body) {
  private static final JsonMapper JSON = new JsonMapper();

  static Answer text(int status, String text) {
    return new Answer(status, "text/plain", text);
  }

  static Answer html(String page) {
    return new Answer(200, "text/html", page);
  }

  static Answer json(int status, Object tree) {
    try {
      return new Answer(status, "application/json", JSON.writeValueAsString(tree));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer cannot be written", e);
    }
  }

  static Answer seeOther(String path) {
    return new Answer(303, "text/plain", path);
  }
}
