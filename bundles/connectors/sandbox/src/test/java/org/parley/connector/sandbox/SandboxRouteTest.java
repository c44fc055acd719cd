// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.api.accounts.Account.Status;
import org.parley.api.bus.BusRecord;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.crm.CrmChanged;
import org.parley.api.crm.CrmSynced;
import org.parley.api.leads.LeadAssigned;
import org.parley.api.mail.MailSent;
import org.parley.connectorkit.Samples;
import org.parley.connectorkit.TrialHub;

class SandboxRouteTest {
  @TempDir Path folder;
  private final TrialHub hub = new TrialHub();
  private OtherSide side;

  @BeforeEach
  void open() {
    side = new OtherSide(folder, 0);
  }

  @AfterEach
  void close() {
    hub.close();
    side.close();
  }

  @Test
  void showsAPostToEverybody() throws Exception {
    UUID account = hub.connect(new SandboxNetwork(side), Map.of());
    assertThat(hub.account(account).status()).isEqualTo(Status.ONLINE);

    hub.deliver(Samples.post(account, "sandbox-network", Samples.AWKWARD))
        .get(10, TimeUnit.SECONDS);

    assertThat(side.shelf().all("post").get(0).text("text")).isEqualTo(Samples.AWKWARD);
    assertThat(hub.bus().data(PostPublished.class).get(0).permalink()).isPresent();
    assertThat(get("/network").body())
        .contains("O&#39;Brien &quot;says&quot; 👋🏽 שלום 𝒳 &lt;b&gt;")
        .doesNotContain("<b>&amp;");
  }

  @ParameterizedTest
  @ValueSource(strings = {"THROTTLED", "BROKEN", "BROKEN_AFTER"})
  void bearsTroubleWithoutLosingOrDoublingAnything(String trouble) {
    UUID account = hub.connect(new SandboxNetwork(side), Map.of("trouble", trouble, "oneIn", 2));

    for (int i = 0; i < 6; i++) {
      hub.deliverUntilDone(Samples.post(account, "sandbox-network", "Number " + i));
    }

    assertThat(side.shelf().all("post"))
        .extracting(post -> post.text("text"))
        .containsExactly("Number 0", "Number 1", "Number 2", "Number 3", "Number 4", "Number 5");
    assertThat(hub.bus().records("post.published")).hasSize(6);
    assertThat(side.shelf().repeats()).isEqualTo(trouble.equals("BROKEN_AFTER") ? 5 : 0);
  }

  @Test
  void keepsMailForTheStandardAccountAlone() throws Exception {
    hub.connect(new SandboxMailbox(side), Map.of());
    UUID second = hub.connect(new SandboxMailbox(side), Map.of());

    hub.deliver(Samples.mail(Optional.empty(), "ada@example.org", "Please confirm"))
        .get(10, TimeUnit.SECONDS);
    hub.deliver(Samples.mail(Optional.of(second), "bob@example.org", "Hello"))
        .get(10, TimeUnit.SECONDS);

    assertThat(side.shelf().all("mail"))
        .extracting(mail -> mail.text("to"))
        .containsExactly("ada@example.org", "bob@example.org");
    assertThat(side.shelf().all("mail")).extracting(mail -> mail.account()).doesNotHaveDuplicates();
    assertThat(hub.bus().data(MailSent.class)).hasSize(2);
    String key = side.shelf().all("mail").get(0).key();
    assertThat(get("/mailbox").body()).contains("Please confirm");
    assertThat(get("/mailbox/" + key).body())
        .contains("srcdoc=\"&lt;p&gt;Dear")
        .contains("O&#39;Brien");
  }

  @Test
  void hearsThatALeadWasWon() throws Exception {
    UUID account = hub.connect(new SandboxCrm(side), Map.of());
    BusRecord lead = Samples.lead(account, "sandbox-crm");
    hub.deliver(lead).get(10, TimeUnit.SECONDS);
    UUID id = ((LeadAssigned) lead.data()).lead();
    assertThat(hub.bus().data(CrmSynced.class)).extracting(CrmSynced::lead).containsExactly(id);
    assertThat(get("/crm").body()).contains("Heat pumps").contains("ada@example.org");

    var won =
        Map.of("lead", id.toString(), "status", "WON", "amountMinor", 129900, "currency", "EUR");
    assertThat(post("/crm/" + account + "/changes", won).statusCode()).isEqualTo(201);

    await().until(() -> hub.bus().records("crm.changed").size() == 1);
    CrmChanged changed = hub.bus().data(CrmChanged.class).get(0);
    assertThat(changed.status()).isEqualTo(CrmChanged.Status.WON);
    assertThat(changed.amount().orElseThrow().minor()).isEqualTo(129900);
    assertThat(changed.lead()).isEqualTo(id);
  }

  @Test
  void refusesAChangeOfALeadThatItDoesNotHold() throws Exception {
    var won = Map.of("lead", UUID.randomUUID().toString(), "status", "WON");

    assertThat(post("/crm/a/changes", won).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesPagesOfOtherSites() throws Exception {
    var request =
        HttpRequest.newBuilder(side.address().resolve("/crm/a/changes"))
            .header("Origin", "https://evil.example")
            .POST(BodyPublishers.ofString("{}"))
            .build();

    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(403);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(side.address().resolve(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, Map<String, ?> tree) throws Exception {
    var request =
        HttpRequest.newBuilder(side.address().resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(new JsonMapper().writeValueAsString(tree)))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }
}
