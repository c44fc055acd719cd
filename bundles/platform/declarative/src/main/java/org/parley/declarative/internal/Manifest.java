// SPDX-License-Identifier: Apache-2.0
package org.parley.declarative.internal;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.Processor;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.SettingsField;
import org.parley.declarative.internal.Step.Naming;
import org.parley.declarative.internal.Step.Rule;

/**
 * A connector as its manifest says it: read, complete and without contradictions.
 *
 * @param address what all paths stand below
 * @param headers of each request
 * @param rules what answers mean, for all requests
 * @param facts what the hub knows of a sign-in, by name
 */
record Manifest(
    Descriptor descriptor,
    List<SettingsField> settings,
    Template address,
    Map<String, Template> headers,
    Proof proof,
    List<Rule> rules,
    Optional<Check> check,
    Optional<OwnRules> ownRules,
    Set<String> facts,
    Map<Capability, Sink> sinks,
    Map<Capability, Source> sources) {
  Manifest {
    settings = List.copyOf(settings);
    headers = Map.copyOf(headers);
    rules = List.copyOf(rules);
    facts = Set.copyOf(facts);
    sinks = Collections.unmodifiableMap(new TreeMap<>(sinks));
    sources = Collections.unmodifiableMap(new TreeMap<>(sources));
  }

  /** How a request shows for whom it is sent. */
  sealed interface Proof {}

  record NoProof() implements Proof {}

  record Header(String name, Template value) implements Proof {}

  record Query(String name, Template value) implements Proof {}

  record Basic(Template user, Template password) implements Proof {}

  /** Signed by a class of the bundle. */
  record Signed(Processor signer) implements Proof {}

  /**
   * By a token that these steps fetch.
   *
   * @param facts what else requests need
   */
  record Session(
      Duration ahead,
      List<Step> steps,
      Expression access,
      Optional<Expression> refresh,
      Optional<Expression> expires,
      Map<String, Expression> facts)
      implements Proof {}

  record Check(List<Step> steps, Template says) {}

  /** How something is handed over. */
  record Sink(
      Repeat repeat,
      Optional<Upload> upload,
      Optional<Preparation> preparation,
      List<Step> steps,
      Naming delivered,
      Optional<ReadBack> readBack) {}

  /** Runs once for each picture. */
  record Upload(List<Step> steps, Expression keep) {}

  record Preparation(List<Step> steps, Map<String, Expression> keep) {}

  record ReadBack(List<Step> steps, Expression among, Expression that, Naming delivered) {}

  /** How the system tells something. */
  record Source(Optional<Asked> asked, Optional<Called> called) {}

  record Asked(
      Template every,
      List<Step> steps,
      List<Finds> tells,
      Optional<Expression> cursor,
      Optional<Expression> more) {}

  /**
   * @param hook how the system calls, read when routes are laid: its keys are settings
   */
  record Called(Part hook, List<Finds> tells, Optional<Renewing> renewing) {}

  /**
   * Asks the system to call the hub, or to go on.
   *
   * @param until when it stops unless it is asked again
   * @param facts what is needed to ask again
   */
  record Renewing(List<Step> steps, Optional<Expression> until, Map<String, Expression> facts) {}

  /** Asks for the rules of one account; what is not there stays as the descriptor has it. */
  record OwnRules(List<Step> steps, Map<String, Expression> rules) {}

  /** How one sort of what was told is read. */
  record Finds(
      Expression list,
      Optional<Expression> where,
      Expression key,
      Optional<Expression> about,
      Map<String, Expression> record,
      RecordReader reader) {}
}
