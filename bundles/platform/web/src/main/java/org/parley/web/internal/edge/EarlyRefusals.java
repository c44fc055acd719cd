// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Json;
import org.parley.web.internal.rest.Problems;
import org.parley.web.internal.rest.Refused;
import org.parley.web.internal.rest.Trace;

/**
 * What Jetty refuses by itself, before any handler has seen it, told as a problem: who asked for
 * what is not known then.
 */
final class EarlyRefusals implements Request.Handler {
  /**
   * Jetty 12.0 tells the refusal of a bad message on another thread than the one that read it, and
   * both give the connection's buffer back, now and then at the same time (jetty.project#12939).
   */
  private static final long UNTIL_THE_READER_HAS_LEFT_MILLIS = 20;

  private final Trace traces = new Trace();
  private final JsonMapper mapper = Json.mapper();
  private final Problems problems = new Problems(mapper);

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    request
        .getComponents()
        .getScheduler()
        .schedule(
            () -> tell(response, callback),
            UNTIL_THE_READER_HAS_LEFT_MILLIS,
            TimeUnit.MILLISECONDS);
    return true;
  }

  private void tell(Response response, Callback callback) {
    String trace = traces.of(null);
    int status = response.getStatus();
    String message = "Not a request as HTTP has it: " + HttpStatus.getMessage(status);
    Answer answer = problems.answer(new Refused(status, message), trace);
    response.getHeaders().put("X-Request-Id", trace);
    try {
      byte[] bytes = mapper.writeValueAsBytes(answer.content());
      write(response, answer.mediaType(), bytes, callback);
    } catch (JsonProcessingException e) {
      callback.failed(e);
    }
  }

  private static void write(Response response, String type, byte[] bytes, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
