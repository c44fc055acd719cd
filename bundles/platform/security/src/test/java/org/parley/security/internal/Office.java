// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.parley.api.Secret;
import org.parley.api.security.Caller;
import org.parley.api.security.Role;
import org.parley.api.security.UserInput;
import org.parley.api.store.Store;
import org.parley.testkit.FakeClock;
import org.parley.testkit.RecordingBus;

/** The whole room on one store, with quick passwords. */
final class Office {
  static final Validator VALIDATOR =
      Validation.byProvider(HibernateValidator.class)
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();
  static final Secret GOOD = new Secret("correct horse battery");
  static final Caller BOSS =
      new Caller(new UUID(7, 7), Caller.Kind.USER, "Boss", Set.of(Role.ADMINISTRATOR));

  final RecordingBus bus = new RecordingBus();
  final FakeClock clock = FakeClock.at("2026-03-01T09:00:00Z");
  final PasswordHash passwords = new PasswordHash(100);
  final Store store;
  final AuditLog audit;
  final UserDirectory users;
  final TeamDirectory teams;
  final KeyRing keys;
  final SignInDesk signIn;

  Office(Store store) {
    this.store = store;
    audit = new AuditLog(store, bus, clock);
    users = new UserDirectory(store, audit, VALIDATOR, passwords);
    teams = new TeamDirectory(store, audit);
    keys = new KeyRing(store, audit, VALIDATOR, clock);
    var limits = new SignInDesk.Limits(Duration.ofHours(8), Duration.ofDays(7), passwords);
    signIn = new SignInDesk(store, audit, limits, clock);
  }

  FirstRun firstRun() {
    return new FirstRun(store, audit, VALIDATOR, passwords);
  }

  static UserInput user(String name, Role... roles) {
    return new UserInput(name, null, Set.of(roles), null, null);
  }
}
