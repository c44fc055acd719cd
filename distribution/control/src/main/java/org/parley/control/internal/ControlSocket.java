// SPDX-License-Identifier: Apache-2.0
package org.parley.control.internal;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.parley.api.control.ControlVerb;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens in the home. A request is a count and as many strings, the verb first; an answer is an
 * exit code and text up to the end. Who may open the socket is decided by the file system alone.
 */
@Component(
    immediate = true,
    service = {})
public final class ControlSocket {
  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
  private static final int MOST_WORDS = 100;

  @Reference(
      service = ControlVerb.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  private volatile List<ControlVerb> verbs = List.of();

  private final Path path;
  private final ServerSocketChannel server;

  @Activate
  public ControlSocket(BundleContext context) throws IOException {
    path = Path.of(context.getProperty("parley.home"), "run", "control.sock");
    Files.createDirectories(path.getParent());
    Files.deleteIfExists(path);
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    daemon("parley-control", this::listen);
  }

  @Deactivate
  void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
  }

  private void listen() {
    try {
      while (true) {
        SocketChannel connection = server.accept();
        daemon("parley-control-answer", () -> serve(connection));
      }
    } catch (ClosedChannelException e) {
      LOG.debug("The control socket is closed");
    } catch (IOException e) {
      LOG.error(
          "The control socket is lost; bin/parley cannot reach the hub until it is restarted", e);
    }
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(SocketChannel connection) {
    try (connection) {
      Answer answer = answer(read(new DataInputStream(Channels.newInputStream(connection))));
      DataOutputStream out = new DataOutputStream(Channels.newOutputStream(connection));
      out.writeInt(answer.exitCode());
      out.write((answer.text().strip() + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      LOG.debug("A caller went away", e);
    }
  }

  private static List<String> read(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 1 || count > MOST_WORDS) {
      throw new EOFException("A request has 1 to " + MOST_WORDS + " words, not " + count);
    }
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add(in.readUTF());
    }
    return words;
  }

  private Answer answer(List<String> words) {
    return verbs.stream()
        .filter(verb -> verb.verb().equals(words.get(0)))
        .findFirst()
        .map(verb -> run(verb, words.subList(1, words.size())))
        .orElseGet(() -> new Answer(2, unknown(words.get(0))));
  }

  private static Answer run(ControlVerb verb, List<String> arguments) {
    try {
      return new Answer(0, verb.run(arguments));
    } catch (RuntimeException e) {
      return new Answer(1, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private String unknown(String verb) {
    StringBuilder text =
        new StringBuilder("'" + verb + "' is unknown to the running hub; it knows\n");
    verbs.stream()
        .map(each -> "  " + each.verb() + ": " + each.help() + "\n")
        .sorted()
        .forEach(text::append);
    return text.toString();
  }

  private record Answer(int exitCode, String text) {}
}
