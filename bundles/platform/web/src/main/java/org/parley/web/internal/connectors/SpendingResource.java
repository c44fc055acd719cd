// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.connectors;

import static java.util.Objects.requireNonNull;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.InvalidInput;
import org.parley.api.Money;
import org.parley.api.NotFound;
import org.parley.api.accounts.Spending;
import org.parley.web.internal.rest.Answer;
import org.parley.web.internal.rest.Call;
import org.parley.web.internal.rest.Handler;
import org.parley.web.internal.rest.Resource;

/** What the calls of accounts cost, and may cost. */
@Component
public final class SpendingResource implements Resource {
  record CapInput(@Valid @Nullable Amount cap) {}

  record Amount(
      @NotNull @PositiveOrZero @Nullable Long minor,
      @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code such as EUR")
          @Nullable String currency) {}

  private final Spending spending;

  @Activate
  public SpendingResource(@Reference Spending spending) {
    this.spending = spending;
  }

  @Override
  public Map<String, Handler> operations() {
    return Map.of("getSpending", this::get, "capSpending", this::cap);
  }

  private Answer get(Call call) {
    UUID id = call.id("id", "account");
    return Answer.ok(spending.find(id).orElseThrow(() -> new NotFound("spending", id)));
  }

  private Answer cap(Call call) {
    Optional<Money> cap =
        Optional.ofNullable(call.body(CapInput.class).cap()).map(SpendingResource::money);
    return Answer.ok(spending.cap(call.id("id", "account"), cap, call.caller()));
  }

  private static Money money(Amount amount) {
    String code = requireNonNull(amount.currency());
    try {
      return new Money(requireNonNull(amount.minor()), Currency.getInstance(code));
    } catch (IllegalArgumentException unknown) {
      throw new InvalidInput("cap.currency", "'" + code + "' is no ISO 4217 currency");
    }
  }
}
