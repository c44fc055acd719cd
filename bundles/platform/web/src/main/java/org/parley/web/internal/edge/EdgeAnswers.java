// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.parley.web.internal.rest.Answer;

/** Writes answers of the REST interface's kind where no servlet stands. */
final class EdgeAnswers {
  private final JsonMapper mapper;

  EdgeAnswers(JsonMapper mapper) {
    this.mapper = mapper;
  }

  void write(Answer answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    if (answer.content() == null) {
      callback.succeeded();
      return;
    }
    try {
      byte[] bytes = mapper.writeValueAsBytes(answer.content());
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.mediaType());
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
      response.write(true, ByteBuffer.wrap(bytes), callback);
    } catch (JsonProcessingException e) {
      callback.failed(e);
    }
  }
}
