// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks a running hub through the socket in its home. A request is a count and as many strings, an
 * answer is an exit code and text up to the end.
 */
final class ControlClient {
  private final Home home;

  ControlClient(Home home) {
    this.home = home;
  }

  /** Sends the words, prints the answer, and answers the exit code. */
  int ask(List<String> words, PrintStream out) {
    if (Files.notExists(home.socket())) {
      throw notRunning(null);
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(home.socket()))) {
      DataOutputStream request = new DataOutputStream(Channels.newOutputStream(channel));
      request.writeInt(words.size());
      for (String word : words) {
        request.writeUTF(word);
      }
      request.flush();
      DataInputStream answer = new DataInputStream(Channels.newInputStream(channel));
      int exitCode = answer.readInt();
      answer.transferTo(out);
      out.flush();
      return exitCode;
    } catch (ConnectException e) {
      throw notRunning(e);
    } catch (IOException e) {
      throw new LaunchException(
          LaunchException.FAILED,
          "The hub with home '" + home.folder() + "' did not answer: " + e,
          e);
    }
  }

  private LaunchException notRunning(@Nullable IOException cause) {
    return new LaunchException(
        LaunchException.NOT_RUNNING, "No hub runs with home '" + home.folder() + "'", cause);
  }
}
