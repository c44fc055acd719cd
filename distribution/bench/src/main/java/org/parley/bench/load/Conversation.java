// SPDX-License-Identifier: Apache-2.0
package org.parley.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection, on which a request is sent when the one before is answered. */
final class Conversation {
  private static final int BUFFER = 32 * 1024;
  private static final int STATUS_AT = 9;
  private static final byte[] LENGTH = "content-length:".getBytes(US_ASCII);

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
  private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
  private int request;
  private long since;

  /** Where the scan of the head has come to. */
  private int scanned;

  private int lineStart;
  private int length;
  private int bodyAt;

  Conversation(InetSocketAddress server, Selector selector) throws IOException {
    channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
    reset();
  }

  /**
   * @param begun when the clock of this request began, in nanoseconds
   */
  void send(Script script, long begun) throws IOException {
    since = begun;
    out.clear();
    request = script.next(out);
    out.flip();
    flush();
  }

  /** Writes what the socket takes; the rest when it is writable again. */
  void flush() throws IOException {
    channel.write(out);
    key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  boolean isSending() {
    return out.hasRemaining();
  }

  int request() {
    return request;
  }

  long since() {
    return since;
  }

  /** Reads what is there; answers the status once the answer is complete, 0 before. */
  int receive() throws IOException {
    if (channel.read(in) < 0) {
      throw new IOException("The server closed a connection in the middle of a request");
    }
    if (bodyAt < 0) {
      scan();
    }
    if (!in.hasRemaining()) {
      throw new IOException("An answer is longer than " + BUFFER + " bytes");
    }
    if (bodyAt < 0 || in.position() < bodyAt + length) {
      return 0;
    }
    if (in.position() > bodyAt + length) {
      throw new IOException("An answer goes on after the end that its head tells");
    }
    int status = digit(STATUS_AT) * 100 + digit(STATUS_AT + 1) * 10 + digit(STATUS_AT + 2);
    reset();
    return status;
  }

  private int digit(int at) {
    return in.get(at) - '0';
  }

  private void reset() {
    in.clear();
    scanned = 0;
    lineStart = 0;
    length = 0;
    bodyAt = -1;
  }

  /** Looks for the empty line that ends the head, and on the way for the length of the body. */
  private void scan() {
    int end = in.position();
    while (scanned < end && bodyAt < 0) {
      if (in.get(scanned++) == '\n') {
        if (scanned - lineStart == 2) {
          bodyAt = scanned;
        } else if (isLength()) {
          length = number(lineStart + LENGTH.length);
        }
        lineStart = scanned;
      }
    }
  }

  private boolean isLength() {
    if (scanned - lineStart <= LENGTH.length) {
      return false;
    }
    for (int i = 0; i < LENGTH.length; i++) {
      if (Character.toLowerCase(in.get(lineStart + i)) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private int number(int from) {
    int value = 0;
    for (int at = from; in.get(at) != '\r'; at++) {
      if (in.get(at) != ' ') {
        value = value * 10 + digit(at);
      }
    }
    return value;
  }

  void close() throws IOException {
    channel.close();
  }
}
