// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.rest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.component.servlet.CamelHttpTransportServlet;
import org.apache.camel.component.servlet.ServletComponent;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.parley.api.security.Keys;
import org.parley.api.security.Witness;
import org.parley.api.store.Store;
import org.parley.connector.CamelContexts;
import org.parley.web.internal.ops.Meters;
import org.parley.web.internal.ops.Progress;

/** The REST interface: finds the operation of a request and hands it to that operation's route. */
@Component(service = Servlet.class, configurationPid = "org.parley.web.rest")
@Designate(ocd = RestApi.Settings.class)
@HttpWhiteboardServletName(RestApi.NAME)
@HttpWhiteboardServletPattern("/api/v1/*")
public final class RestApi extends CamelHttpTransportServlet {
  static final String NAME = "parley-api";

  private final transient Trace trace = new Trace();
  private final transient JsonMapper mapper;
  private final transient Contract contract;
  private final transient Desk desk;
  private final transient Problems problems;
  private final transient AnswerWriter writer;
  private final transient CamelContext context;

  /** How programs may call. */
  @ObjectClassDefinition(name = "REST interface")
  public @interface Settings {
    @AttributeDefinition(
        description = "How many calls a second one key may make in the long run; 0 for no limit")
    int calls_per_second() default 500;
  }

  @Activate
  public RestApi(
      Settings settings,
      BundleContext bundle,
      @Reference CamelContexts contexts,
      @Reference Validator validator,
      @Reference Meters meters)
      throws Exception {
    this(
        contexts,
        validator,
        meters,
        new Terms(new Pace(settings.calls_per_second()), Progress.isStarted(bundle), List.of()));
  }

  /**
   * How callers are served.
   *
   * @param started until then, what is not found may still be to come
   * @param parts of the document beyond those that it lists
   */
  record Terms(Pace pace, BooleanSupplier started, List<String> parts) {}

  RestApi(CamelContexts contexts, Validator validator, Meters meters, Terms terms)
      throws Exception {
    this.mapper = Json.mapper();
    this.contract = new Parts(mapper).assemble(terms.parts());
    this.desk = new Desk(new InputReader(mapper, validator), terms.pace(), InstantSource.system());
    this.problems = new Problems(mapper);
    this.writer = new AnswerWriter(mapper, meters);
    desk.add(new ContractResource(mapper, contract));
    setServletResolveConsumerStrategy(new OperationConsumers());
    this.context = contexts.create("api", RestApi.class.getClassLoader());
    start(terms.started());
  }

  Contract contract() {
    return contract;
  }

  private void start(BooleanSupplier started) throws Exception {
    ServletComponent servlet = context.getComponent("servlet", ServletComponent.class);
    servlet.setServletName(NAME);
    servlet.setHttpBinding(new ApiBinding(writer));
    context.addRoutes(new ServeApi(contract, desk, new Failures(problems, started)));
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

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void setWitness(Witness witness) {
    desk.add(witness);
  }

  void unsetWitness(Witness witness) {
    desk.remove(witness);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      target = "(room=web)")
  void setStore(Store store) {
    desk.add(new Once(store, mapper, InstantSource.system()));
  }

  void unsetStore(Store store) {
    desk.remove(store);
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
      Leftover.drain(request, response);
      writer.write(problems.answer(e, id), response);
      return;
    }
    super.handleService(request, response);
  }

  private static String path(HttpServletRequest request) {
    return request.getPathInfo() == null ? "" : request.getPathInfo();
  }
}
