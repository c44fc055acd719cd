// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Jetty that the public meets. Its one handler never waits, so it runs where a request was
 * read. An answer is written where its click became durable, but what its caller sends next is not
 * read there: it must not hold up the bus. It shares threads and buffers with Felix's Jetty, which
 * serves all the rest.
 */
final class PublicJetty {
  private static final Logger LOG = LoggerFactory.getLogger(PublicJetty.class);
  private static final String WITH_BODY = PublicJetty.class.getName() + ".body";
  private static final Duration LEAVING = Duration.ofSeconds(2);

  /**
   * A cache of headers takes 75 kB for each connection that has a second request. A browser that
   * follows a link has none, and what comes through a proxy has the headers of others each time.
   */
  private static final int NO_HEADERS = 0;

  private final Server server;
  private final ServerConnector connector;

  /**
   * @param like Felix's connector, whose settings it takes over
   * @param handler must not block
   * @param customizer meets every request
   */
  PublicJetty(ServerConnector like, Handler handler, HttpConfiguration.Customizer customizer) {
    Server felix = like.getServer();
    server = new Server(felix.getThreadPool(), felix.getScheduler(), felix.getByteBufferPool());
    server.setHandler(handler);
    server.setErrorHandler(new Refusals());
    connector =
        new ServerConnector(
            server,
            goingOn(felix.getThreadPool()),
            null,
            null,
            like.getAcceptors(),
            like.getSelectorManager().getSelectorCount(),
            new HttpConnectionFactory(configuration(like, customizer)));
    connector.setIdleTimeout(like.getIdleTimeout());
    connector.setAcceptQueueSize(like.getAcceptQueueSize());
    server.addConnector(connector);
  }

  private static HttpConfiguration configuration(
      ServerConnector like, HttpConfiguration.Customizer customizer) {
    HttpConfiguration.ConnectionFactory felix =
        like.getConnectionFactory(HttpConfiguration.ConnectionFactory.class);
    HttpConfiguration own = new HttpConfiguration(felix.getHttpConfiguration());
    own.addCustomizer(customizer);
    own.addCustomizer(PublicJetty::noteBody);
    own.setSendServerVersion(false);
    own.setHeaderCacheSize(NO_HEADERS);
    return own;
  }

  /** What a body was read into is given back by a look whether more has come, and only by that. */
  private static Request noteBody(Request request, HttpFields.Mutable responseHeaders) {
    HttpFields headers = request.getHeaders();
    if (headers.contains(HttpHeader.CONTENT_LENGTH)
        || headers.contains(HttpHeader.TRANSFER_ENCODING)) {
      request.getConnectionMetaData().setAttribute(WITH_BODY, true);
    }
    return request;
  }

  /**
   * A connection whose answer is written waits for its next request, which takes neither a thread
   * nor a look whether that has come: the selector tells. What has been read already, of one who
   * sends without waiting, is for a thread.
   */
  private static Executor goingOn(Executor threads) {
    return task -> {
      if (task instanceof HttpConnection answered
          && answered.removeAttribute(WITH_BODY) == null
          && answered.getEndPoint().isOpen()
          && answered.isRequestBufferEmpty()) {
        answered.fillInterested();
      } else {
        threads.execute(task);
      }
    };
  }

  void open(InetSocketAddress address) throws Exception {
    connector.setHost(address.getHostString());
    connector.setPort(address.getPort());
    server.start();
  }

  /** Where it is really listening. */
  int port() {
    return connector.getLocalPort();
  }

  String host() {
    return connector.getHost();
  }

  /** Lets those who are inside be answered, for a moment. */
  void close() throws Exception {
    try {
      connector.shutdown().get(LEAVING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("Some are still inside after {}", LEAVING);
    } finally {
      server.stop();
    }
  }
}
