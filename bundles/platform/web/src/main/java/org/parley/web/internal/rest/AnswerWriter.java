// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.parley.web.internal.ops.Meters;

/** Writes an answer to the wire. */
public final class AnswerWriter {
  private final JsonMapper mapper;
  private final Meters meters;

  AnswerWriter(JsonMapper mapper, Meters meters) {
    this.mapper = mapper;
    this.meters = meters;
  }

  void write(Answer answer, HttpServletResponse response) throws IOException {
    meters.count("parley_api_answers_total{status=\"%d\"}".formatted(answer.status()));
    write(mapper, answer, response);
  }

  /** Writes one that is not counted among the interface's own. */
  public static void write(JsonMapper mapper, Answer answer, HttpServletResponse response)
      throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    Object content = answer.content();
    if (content == null) {
      return;
    }
    byte[] bytes = content instanceof byte[] raw ? raw : mapper.writeValueAsBytes(content);
    response.setContentType(answer.mediaType());
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
