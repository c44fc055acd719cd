// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.connectors;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Connectors;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.LifeCycle;
import org.parley.api.connectors.SettingsField;
import org.parley.api.connectors.Text;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** The catalogue of connectors. */
@Component
public final class ConnectorsResource implements Resource {
  record View(
      String id,
      String name,
      Kind kind,
      Text summary,
      LifeCycle.State lifecycle,
      Optional<LocalDate> until,
      List<String> instead,
      List<Capability> capabilities,
      Optional<Connectors.Source> source) {}

  record Detail(View connector, List<SettingsField> settings) {}

  private final Connectors connectors;

  @Activate
  public ConnectorsResource(@Reference Connectors connectors) {
    this.connectors = connectors;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listConnectors",
        call -> Answer.ok(Map.of("items", connectors.all().stream().map(this::view).toList())),
        "getConnector",
        this::get);
  }

  private Answer get(Call call) {
    String id = call.path("id");
    Descriptor connector = connectors.find(id).orElseThrow(() -> new NotFound("connector", id));
    return Answer.ok(new Detail(view(connector), connectors.settings(id)));
  }

  private View view(Descriptor connector) {
    return new View(
        connector.id(),
        connector.name(),
        connector.kind(),
        connector.summary(),
        connector.lifeCycle().state(),
        connector.lifeCycle().until(),
        connector.lifeCycle().instead(),
        connector.capabilities().stream().sorted().toList(),
        connectors.source(connector.id()));
  }
}
