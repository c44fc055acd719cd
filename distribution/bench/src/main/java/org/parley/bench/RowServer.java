// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * A shortener as most are: each click looks its link up, adds one to the link's counter, writes a
 * row and commits before the answer. Runs in a process of its own, on the hub's own database
 * engine; see {@link BareJetty}.
 */
public final class RowServer extends Handler.Abstract {
  private static final String FIND = "SELECT target FROM link WHERE slug = ?";
  private static final String COUNT = "UPDATE link SET clicks = clicks + 1 WHERE slug = ?";
  private static final String NOTE =
      "INSERT INTO click (slug, clicked_at, agent, referrer, address) VALUES (?, ?, ?, ?, ?)";

  private final String url;
  private final ThreadLocal<Connection> connection = ThreadLocal.withInitial(this::connect);

  private RowServer(String url) {
    this.url = url;
  }

  /**
   * @param arguments the port to listen at, a folder for the database, a name and how many links to
   *     make with it
   */
  public static void main(String[] arguments) throws Exception {
    String url = "jdbc:derby:" + Path.of(arguments[1]);
    fill(url, new Links(arguments[2], Integer.parseInt(arguments[3])));
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[0]));
    server.addConnector(connector);
    server.setHandler(new RowServer(url));
    server.start();
    server.join();
  }

  private static void fill(String url, Links links) throws SQLException {
    try (Connection database = DriverManager.getConnection(url + ";create=true");
        Statement create = database.createStatement()) {
      database.setAutoCommit(false);
      create.executeUpdate(
          "CREATE TABLE link (slug VARCHAR(64) NOT NULL PRIMARY KEY, target VARCHAR(2048) NOT NULL,"
              + " clicks BIGINT NOT NULL)");
      create.executeUpdate(
          "CREATE TABLE click (id BIGINT NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
              + " slug VARCHAR(64) NOT NULL, clicked_at BIGINT NOT NULL, agent VARCHAR(512),"
              + " referrer VARCHAR(512), address VARCHAR(64))");
      try (PreparedStatement insert =
          database.prepareStatement("INSERT INTO link VALUES (?, ?, 0)")) {
        for (String slug : links.slugs()) {
          insert.setString(1, slug);
          insert.setString(2, Links.TARGET);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      database.commit();
    }
  }

  private Connection connect() {
    try {
      Connection opened = DriverManager.getConnection(url);
      opened.setAutoCommit(false);
      return opened;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws SQLException {
    String slug = request.getHttpURI().getCanonicalPath().substring(1);
    String target = followed(slug, request);
    response.setStatus(302);
    response.getHeaders().put(HttpHeader.LOCATION, target);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0L);
    callback.succeeded();
    return true;
  }

  /** Where many update one row, the database gives up some of them; they try again. */
  private String followed(String slug, Request request) throws SQLException {
    while (true) {
      try {
        return follow(slug, request);
      } catch (SQLTransactionRollbackException e) {
        connection.get().rollback();
      }
    }
  }

  private String follow(String slug, Request request) throws SQLException {
    Connection database = connection.get();
    String target;
    try (PreparedStatement find = database.prepareStatement(FIND)) {
      find.setString(1, slug);
      try (ResultSet found = find.executeQuery()) {
        found.next();
        target = found.getString(1);
      }
    }
    try (PreparedStatement count = database.prepareStatement(COUNT);
        PreparedStatement note = database.prepareStatement(NOTE)) {
      note.setString(1, slug);
      note.setLong(2, System.currentTimeMillis());
      note.setString(3, request.getHeaders().get(HttpHeader.USER_AGENT));
      note.setString(4, request.getHeaders().get(HttpHeader.REFERER));
      note.setString(5, request.getHeaders().get(HttpHeader.X_FORWARDED_FOR));
      note.executeUpdate();
      count.setString(1, slug);
      count.executeUpdate();
    }
    database.commit();
    return target;
  }
}
