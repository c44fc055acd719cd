// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.apache.camel.component.servlet.ServletComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.parley.api.security.Keys;
import org.parley.connector.CamelContexts;

/** The REST interface: finds the operation of a request and hands it to that operation's route. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName(RestApi.NAME)
@HttpWhiteboardServletPattern("/api/v1/*")
public final class RestApi extends CamelHttpTransportServlet {
  static final String NAME = "parley-api";

  private final transient Trace trace = new Trace();
  private final transient Contract contract;
  private final transient Desk desk;
  private final transient Problems problems;
  private final transient AnswerWriter writer;
  private final transient CamelContext context;

  @Activate
  public RestApi(@Reference CamelContexts contexts, @Reference Validator validator)
      throws Exception {
    this(contexts, validator, List.of(), InstantSource.system());
  }

  /**
   * @param parts of the document beyond those that it lists
   */
  RestApi(CamelContexts contexts, Validator validator, List<String> parts, InstantSource clock)
      throws Exception {
    JsonMapper mapper = Json.mapper();
    this.contract = new Parts(mapper).assemble(parts);
    this.desk = new Desk(new InputReader(mapper, validator), clock);
    this.problems = new Problems(mapper);
    this.writer = new AnswerWriter(mapper);
    desk.add(new ContractResource(mapper, contract));
    setServletResolveConsumerStrategy(new OperationConsumers());
    this.context = contexts.create("api", RestApi.class.getClassLoader());
    start();
  }

  Contract contract() {
    return contract;
  }

  private void start() throws Exception {
    ServletComponent servlet = context.getComponent("servlet", ServletComponent.class);
    servlet.setServletName(NAME);
    servlet.setHttpBinding(new ApiBinding(writer));
    context.addRoutes(new ServeApi(contract, desk, problems));
    context.start();
  }

  @Deactivate
  void stop() {
    context.stop();
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addResource(Resource resource) {
    desk.add(resource);
  }

  void removeResource(Resource resource) {
    desk.remove(resource);
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setKeys(Keys keys) {
    desk.add(keys);
  }

  void unsetKeys(Keys keys) {
    desk.remove(keys);
  }

  @Override
  protected void handleService(HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    String id = trace.of(request.getHeader("traceparent"));
    request.setAttribute(ServeApi.TRACE, id);
    response.setHeader("X-Request-Id", id);
    response.setHeader("Cache-Control", "no-store");
    try {
      if (request.getMethod().equals("OPTIONS")) {
        writer.write(Answer.nothing().with("Allow", contract.allowed(path(request))), response);
        return;
      }
      request.setAttribute(ServeApi.MATCH, contract.match(request.getMethod(), path(request)));
    } catch (Refused e) {
      writer.write(problems.answer(e, id), response);
      return;
    }
    super.handleService(request, response);
  }

  private static String path(HttpServletRequest request) {
    return request.getPathInfo() == null ? "" : request.getPathInfo();
  }
}
