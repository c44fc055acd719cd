// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.parley.api.store.Store;
import org.parley.camel.internal.WiredContexts;
import org.parley.web.internal.ops.Meters;

/** The REST interface on a real Jetty; checks every answer that passes against the document. */
public final class ApiServer implements AutoCloseable {
  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Constraints constraints = new Constraints();
  private final TestWitness witness = new TestWitness();
  private final AtomicBoolean started = new AtomicBoolean(true);
  private final RestApi api;
  private final ContractCheck check;

  /**
   * @param parts of the document beyond those that it lists
   * @param resources what answers
   */
  public ApiServer(List<String> parts, Resource... resources) throws Exception {
    var terms = new RestApi.Terms(new Pace(0), started::get, parts);
    api = new RestApi(new WiredContexts(), constraints, new Meters(), terms);
    check = new ContractCheck(api.contract());
    api.setKeys(new TestKeys());
    api.setWitness(witness);
    List.of(resources).forEach(api::addResource);
    var holder = new ServletHolder(RestApi.NAME, api);
    var handler = new ServletContextHandler("/");
    handler.addServlet(holder, "/api/v1/*");
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
  }

  /** Gives it the store of room web. */
  public void use(Store store) {
    api.setStore(store);
  }

  /** What the audit log was told. */
  public TestWitness witness() {
    return witness;
  }

  /** Makes it believe that not all bundles have been started yet, or that they have. */
  void setStarted(boolean all) {
    started.set(all);
  }

  RestApi api() {
    return api;
  }

  /** Sends JSON, or nothing when the body is empty, with the key of an administrator. */
  public HttpResponse<String> call(String method, String path, String body) throws Exception {
    var request = request(path, "administrator");
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return send(request.method(method, BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> get(String path) throws Exception {
    return send(request(path, "administrator").GET());
  }

  public HttpRequest.Builder request(String path, String key) {
    return HttpRequest.newBuilder(address(path)).header("Authorization", "Bearer " + key);
  }

  public URI address(String path) {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/api/v1" + path);
  }

  /** Sends a request and holds its answer against the document. */
  public HttpResponse<String> send(HttpRequest.Builder builder) throws Exception {
    HttpRequest request = builder.build();
    var answer = client.send(request, BodyHandlers.ofString());
    check.check(request, answer);
    return answer;
  }

  @Override
  public void close() throws Exception {
    server.stop();
    api.stop();
    constraints.close();
  }
}
