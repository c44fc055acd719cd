// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.parley.api.Ids;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.RecordData;
import org.parley.api.leads.LeadAssigned;
import org.parley.api.links.Origin;
import org.parley.api.mail.MailRequested;
import org.parley.api.profiles.Identifier;
import org.parley.api.profiles.Identifier.Kind;

/** What was still to go out when its person was erased goes nowhere. */
class ErasedPeopleTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
  private static final UUID ACCOUNT = Ids.next(NOW);

  private final Leads leads = new Leads();

  @Test
  void keepsALeadOfAnErasedPersonFromItsCrm() {
    assertThat(leads.parcel(record(lead("ada@example.org")), ACCOUNT)).isPresent();
    assertThat(leads.parcel(record(lead("")), ACCOUNT)).isEmpty();
  }

  @Test
  void knowsAMailToAnErasedPerson() {
    assertThat(mail("ada@example.org").isErased()).isFalse();
    assertThat(mail("").isErased()).isTrue();
  }

  private static BusRecord record(RecordData data) {
    return BusRecord.of("/test", "s", NOW, data);
  }

  private static LeadAssigned lead(String email) {
    return new LeadAssigned(
        Ids.next(NOW),
        Ids.next(NOW),
        Optional.of(ACCOUNT),
        Optional.of("sandbox"),
        "grace@example.org",
        "everyone",
        "The first rule that fits",
        "Heat pumps",
        42,
        Origin.NONE,
        List.of(new Identifier(Kind.EMAIL, email, Optional.empty(), true)),
        Map.of(),
        List.of());
  }

  private static MailRequested mail(String address) {
    return new MailRequested(
        Ids.next(NOW),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        address,
        "Subject",
        "Text",
        Optional.empty(),
        Optional.of(URI.create("https://p.example/p/token")),
        Locale.ENGLISH);
  }
}
