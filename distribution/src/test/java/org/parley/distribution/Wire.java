// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;

/** HTTP by hand, for what no client would send. */
final class Wire {
  private static final int PATIENCE_MILLIS = 10_000;

  private final URI hub;

  Wire(URI hub) {
    this.hub = hub;
  }

  /** All that comes back until the hub ends the connection; nothing when it just ends it. */
  String ask(String request) throws IOException {
    return ask(request.getBytes(ISO_8859_1));
  }

  String ask(byte[] request) throws IOException {
    try (Socket socket = new Socket(hub.getHost(), hub.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      try {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
      } catch (SocketException refusedMeanwhile) {
        // what was said before is still there to be read
      }
      return read(socket.getInputStream());
    }
  }

  /** The status of the first answer; 0 when there is none. */
  int status(byte[] request) throws IOException {
    return status(ask(request));
  }

  static int status(String answer) {
    return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : 0;
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    try {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        all.write(chunk, 0, read);
      }
    } catch (SocketTimeoutException | SocketException ended) {
      // a hub that waits for more has said what it had to say
    }
    return all.toString(ISO_8859_1);
  }
}
