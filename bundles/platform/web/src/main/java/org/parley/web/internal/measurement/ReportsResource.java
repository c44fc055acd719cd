// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.measurement;

import java.util.Map;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.NotFound;
import org.parley.api.measurement.Reports;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** What became of campaigns. */
@Component
public final class ReportsResource implements Resource {
  private final Reports reports;

  @Activate
  public ReportsResource(@Reference Reports reports) {
    this.reports = reports;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listReports",
        call -> Answer.page(reports.campaigns(call.page()), report -> report),
        "getCampaignReport",
        this::get);
  }

  private Answer get(Call call) {
    UUID id = call.id("id", "campaign");
    return Answer.ok(reports.findCampaign(id).orElseThrow(() -> new NotFound("campaign", id)));
  }
}
