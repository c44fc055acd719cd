// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.leads;

import static java.util.Objects.requireNonNull;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.InvalidInput;
import org.parley.api.Money;
import org.parley.api.NotFound;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadDesk;
import org.parley.api.leads.LeadEvent;
import org.parley.api.leads.LeadScored;
import org.parley.api.leads.Leads;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** Leads, and what their owners say of them. */
@Component
public final class LeadsResource implements Resource {
  record OwnerInput(@NotBlank @Size(max = 200) @Nullable String owner, @Nullable UUID account) {}

  record OutcomeInput(@NotNull @Nullable Boolean won, @Valid @Nullable Amount amount) {}

  record Amount(
      @NotNull @Nullable Long minor,
      @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as EUR")
          @Nullable String currency) {}

  record Detail(Lead lead, List<LeadScored.Points> points, List<LeadEvent> story) {}

  private final Leads leads;
  private final LeadDesk desk;

  @Activate
  public LeadsResource(@Reference Leads leads, @Reference LeadDesk desk) {
    this.leads = leads;
    this.desk = desk;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of(
        "listLeads", this::list,
        "getLead", this::get,
        "assignLead", this::assign,
        "acceptLead", call -> Answer.ok(desk.accept(call.id("id", "lead"))),
        "closeLead", this::close);
  }

  private Answer list(Call call) {
    var filter =
        new Leads.Filter(
            call.query("stage", Lead.Stage.class),
            call.query("campaign").map(UUID::fromString),
            call.query("network"),
            call.query("createdSince").map(LocalDate::parse),
            call.query("changedSince").map(LocalDate::parse));
    return Answer.page(leads.list(filter, call.page()), item -> item);
  }

  private Answer get(Call call) {
    Lead lead = find(call);
    return show(lead, new Detail(lead, leads.explain(lead.id()), leads.story(lead.id())));
  }

  private Lead find(Call call) {
    UUID id = call.id("id", "lead");
    return leads.find(id).orElseThrow(() -> new NotFound("lead", id));
  }

  /** Points and story come by themselves: a change is not refused because of them. */
  private static Answer show(Lead lead, Detail detail) {
    int figures = Objects.hash(lead.profile(), lead.score(), detail.points(), detail.story());
    return Answer.ok(detail).version(lead.version(), Integer.toHexString(figures));
  }

  private Answer assign(Call call) {
    var input = call.body(OwnerInput.class);
    Lead old = find(call);
    long version = call.expect(old.version());
    Optional<UUID> account = Optional.ofNullable(input.account());
    Lead lead = desk.assign(old.id(), requireNonNull(input.owner()), account, version);
    return Answer.ok(lead).version(lead.version());
  }

  private Answer close(Call call) {
    var input = call.body(OutcomeInput.class);
    Optional<Money> amount = Optional.ofNullable(input.amount()).map(LeadsResource::money);
    return Answer.ok(desk.close(call.id("id", "lead"), requireNonNull(input.won()), amount));
  }

  private static Money money(Amount amount) {
    String code = requireNonNull(amount.currency());
    try {
      return new Money(requireNonNull(amount.minor()), Currency.getInstance(code));
    } catch (IllegalArgumentException unknown) {
      throw new InvalidInput("amount.currency", "'" + code + "' is no ISO 4217 currency");
    }
  }
}
