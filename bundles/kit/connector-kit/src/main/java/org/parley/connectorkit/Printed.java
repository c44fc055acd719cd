// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;

/** Listens to what is printed and logged, without keeping it from anyone. */
final class Printed implements AutoCloseable {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

  Printed() {
    System.setOut(new PrintStream(new Both(out), true, UTF_8));
    System.setErr(new PrintStream(new Both(err), true, UTF_8));
  }

  /** All that was printed since the last time. */
  String take() {
    synchronized (heard) {
      String text = heard.toString(UTF_8);
      heard.reset();
      return text;
    }
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }

  private final class Both extends OutputStream {
    private final PrintStream first;

    Both(PrintStream first) {
      this.first = first;
    }

    @Override
    public void write(int one) {
      first.write(one);
      synchronized (heard) {
        heard.write(one);
      }
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      first.write(bytes, from, length);
      synchronized (heard) {
        heard.write(bytes, from, length);
      }
    }

    @Override
    public void flush() {
      first.flush();
    }
  }
}
