// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.leads;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.parley.api.accounts.Account;
import org.parley.api.accounts.Accounts;
import org.parley.api.links.Origin;
import org.parley.api.profiles.Doings;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Profile;
import org.parley.api.profiles.Profiles;
import org.parley.api.profiles.Timeline;
import org.parley.leadrouting.internal.LeadQueries;
import org.parley.leadrouting.internal.SalesDesk;
import org.parley.testkit.RecordingBus;
import org.parley.testkit.TestStore;
import org.parley.web.internal.rest.ApiServer;

/** The real lead-routing room behind the interface, in a hub that knows nobody and no CRM. */
final class SalesRoom implements AutoCloseable {
  final TestStore store = TestStore.open(TestStore.Kind.DERBY, "leadrouting");
  final ApiServer server;

  SalesRoom() throws Exception {
    var nobody = new Nobody();
    var leads = new LeadQueries(store.store(), nobody);
    var desk = new SalesDesk(store.store(), new RecordingBus(), nobody, nobody, new NoAccounts());
    server =
        new ApiServer(List.of(), new LeadsResource(leads, desk), new RulesResource(leads, desk));
  }

  HttpResponse<String> put(String path, String ifMatch, String body) throws Exception {
    var request = server.request(path, "administrator").header("Content-Type", "application/json");
    if (!ifMatch.isEmpty()) {
      request.header("If-Match", ifMatch);
    }
    return server.send(request.PUT(BodyPublishers.ofString(body)));
  }

  static String tag(HttpResponse<String> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  @Override
  public void close() throws Exception {
    server.close();
    store.close();
  }

  private static final class Nobody implements Profiles, Doings {
    @Override
    public Optional<Profile> find(UUID id) {
      return Optional.empty();
    }

    @Override
    public Optional<Profile> findByIdentifier(Identifier identifier) {
      return Optional.empty();
    }

    @Override
    public List<Profile> findConsenting(String purpose, Optional<UUID> after, int limit) {
      return List.of();
    }

    @Override
    public boolean consents(UUID profile, String purpose) {
      return false;
    }

    @Override
    public List<Count> since(UUID profile, Instant after) {
      return List.of();
    }

    @Override
    public List<Timeline.Entry> latest(UUID profile, int most) {
      return List.of();
    }

    @Override
    public Origin lastOrigin(UUID profile) {
      return Origin.NONE;
    }
  }

  private static final class NoAccounts implements Accounts {
    @Override
    public Optional<Account> find(UUID id) {
      return Optional.empty();
    }

    @Override
    public List<Account> all() {
      return List.of();
    }
  }
}
