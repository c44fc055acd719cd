// SPDX-License-Identifier: Apache-2.0
package org.parley.connectorkit;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.parley.api.Fault;
import org.parley.api.accounts.Webhooks.Call;
import org.parley.api.bus.RecordData;
import org.parley.api.connectors.Capability;
import org.parley.connector.Connector;
import org.parley.connector.Signature;
import org.parley.testkit.FaultServer.Answer;

/**
 * What every connector must hold, checked in the hub's real runtime against a system that breaks
 * down in every way. Extend it and say what the kit cannot know: the connector, the settings of an
 * account, and how the system answers when nothing is wrong. Each check begins with an account and
 * a system that nobody has used or that others left as they found them, so what a test remembers of
 * its system belongs into the stand-in; all that the hub waits for takes no time. What does not
 * apply to a connector is reported as omitted, with the reason.
 *
 * <p>The system property {@code parley.check} runs only those checks whose name contains it.
 */
public abstract class ConnectorContract {
  /** The connector; asked once for all checks. */
  protected abstract Connector<?> connector();

  /**
   * The settings of one account.
   *
   * @param system has the address and the secret
   */
  protected abstract Map<String, Object> settings(StandIn system);

  /** Says how the system answers when nothing is wrong. */
  protected abstract void play(StandIn system);

  /**
   * Called once an account is connected, for what a person does then, such as signing in, and again
   * when the account asks for that; by default nothing. What a vendor gives whoever signs in is the
   * stand-in's secret.
   */
  protected void connected(TrialHub hub, UUID account, StandIn system) {}

  /** Where routes of the account may call, host and port; by default the stand-in alone. */
  protected Set<String> hosts(StandIn system) {
    return Set.of(system.address().getAuthority());
  }

  /**
   * Why a check makes no sense for what the system speaks, such as a wish in a header where there
   * are no headers; empty for most. It is reported as omitted.
   *
   * @param check its name in the report
   */
  protected Optional<String> omits(String check) {
    return Optional.empty();
  }

  /**
   * What a status means where the system has words of its own for it; empty where it means what it
   * does in HTTP. The answer has no more than {@code {"error": "refused"}}.
   */
  protected Optional<Fault> means(int status) {
    return Optional.empty();
  }

  /** How the system refuses a key, password or token that was taken back. */
  protected Answer revoked() {
    return Answer.of(401, "{\"error\": \"revoked\"}");
  }

  /**
   * How the system says that a token has ended, and another is to be fetched; empty where what the
   * account signs in with does not end by itself.
   */
  protected Optional<Answer> expired() {
    return Optional.empty();
  }

  /**
   * How the system says that it is asked too often, where that is not status 429 with {@code
   * Retry-After}.
   *
   * @param seconds after which it may be asked again
   */
  protected Optional<Answer> tooOften(int seconds) {
    return Optional.empty();
  }

  /** Somebody whom the account writes to, in the system's own words. */
  protected String person() {
    return "bob@far.example";
  }

  /** Whether what a source told is one of the facts that the system knows, as most is. */
  protected boolean isFact(RecordData told) {
    return true;
  }

  /** Whether the words of a fact are told as they are; what has no words overrides this. */
  protected boolean tellsWords() {
    return true;
  }

  /**
   * The body by which the system tells one fact through a webhook; empty when the connector has
   * none.
   */
  protected Optional<String> call(StandIn.Fact fact) {
    return Optional.empty();
  }

  /**
   * Signs a call as the system does; by default as the connector's route says, which the kit can do
   * of all that is signed with a key that both know and stands beside the body.
   */
  protected Call sign(Signature signature, Unsigned call) throws GeneralSecurityException {
    return Signed.by(signature, call);
  }

  /**
   * A call before it is signed.
   *
   * @param url the address of the account's webhook
   * @param id of the delivery
   * @param at when it is made
   */
  public record Unsigned(String url, String id, Instant at, String body) {}

  @TestFactory
  final Stream<DynamicTest> contract() {
    var rig = new Rig(this);
    String wanted = System.getProperty("parley.check", "");
    return checks(rig).stream()
        .filter(check -> check.name().contains(wanted))
        .map(check -> test(rig, check))
        .onClose(rig::close);
  }

  private static DynamicTest test(Rig rig, Check check) {
    String name = check.name();
    if (check.omitted().isPresent()) {
      String reason = check.omitted().get();
      return DynamicTest.dynamicTest(
          "omitted: " + name, () -> Assumptions.abort(name + ": " + reason));
    }
    return DynamicTest.dynamicTest(name, () -> named(rig, check));
  }

  /** Not every report shows the names of dynamic tests. */
  private static void named(Rig rig, Check check) throws Exception {
    try {
      run(rig, check);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(check.name() + "\n" + e.getMessage(), e);
    }
  }

  static void run(Rig rig, Check check) throws Exception {
    try (Trial trial = check.sharing() ? Trial.shared(rig) : Trial.alone(rig)) {
      check.body().run(trial);
      trial.wentWell();
    }
  }

  /** All checks, those that are omitted among them. */
  static List<Check> checks(Rig rig) {
    List<Group> groups = new ArrayList<>();
    groups.add(new Group("account", new AccountChecks(rig).checks()));
    rig.descriptor().capabilities().stream()
        .sorted(Comparator.naturalOrder())
        .forEach(capability -> groups.addAll(groups(rig, capability)));
    return groups.stream()
        .flatMap(Group::named)
        .map(check -> unlessOmitted(rig.contract(), check))
        .toList();
  }

  private static Check unlessOmitted(ConnectorContract contract, Check check) {
    Optional<String> reason = contract.omits(check.name());
    return check.onlyIf(reason.isEmpty(), reason.orElse(""));
  }

  private static List<Group> groups(Rig rig, Capability capability) {
    return switch (capability.role()) {
      case SINK -> SinkChecks.of(rig, capability);
      case SOURCE -> SourceChecks.of(rig, capability);
      case TRAIT -> List.of();
    };
  }

  /**
   * Some checks that belong together.
   *
   * @param name of the capability, and what they are about
   */
  record Group(String name, List<Check> checks) {
    Group {
      checks = List.copyOf(checks);
    }

    /** The same, of checks that leave their account as they found it when all goes well. */
    Group shared() {
      return new Group(name, checks.stream().map(Check::shared).toList());
    }

    Stream<Check> named() {
      return checks.stream().map(check -> check.of(name));
    }
  }
}
