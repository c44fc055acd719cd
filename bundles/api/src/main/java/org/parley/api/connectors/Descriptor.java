// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.parley.api.connectors.Capability.Role;

/**
 * What a connector joins the hub to, and what that system can do: all of it data, known before any
 * account is connected.
 *
 * @param id lasting name in settings, links and figures: lower case letters, digits and hyphens
 * @param name what people call the system
 * @param kind what sort of system it is
 * @param summary one sentence: what an account of it is good for
 * @param lifeCycle how the system stands towards those who join it
 * @param repeats what it can do, and for each what makes a second attempt safe
 * @param rules what it demands of what it is handed, unless an account brings its own
 * @param signIn how an account proves who it is
 * @param budget how often one account may call
 */
public record Descriptor(
    String id,
    String name,
    Kind kind,
    Text summary,
    LifeCycle lifeCycle,
    Map<Capability, Repeat> repeats,
    Rules rules,
    SignIn signIn,
    RateBudget budget) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  public Descriptor {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "Connector id '" + id + "' is not lower case letters, digits and single hyphens");
    }
    requireNonNull(name);
    requireNonNull(kind);
    requireNonNull(summary);
    requireNonNull(lifeCycle);
    repeats = Map.copyOf(repeats);
    requireNonNull(rules);
    requireNonNull(signIn);
    requireNonNull(budget);
  }

  /** A live system that can do nothing yet; say what it can with the methods below. */
  public static Descriptor of(String id, String name, Kind kind) {
    return new Descriptor(
        id,
        name,
        kind,
        Text.NONE,
        LifeCycle.LIVE,
        Map.of(),
        Rules.NONE,
        new SignIn.None(),
        RateBudget.NONE);
  }

  /** What the system can do. */
  public Set<Capability> capabilities() {
    return repeats.keySet();
  }

  public boolean can(Capability capability) {
    return repeats.containsKey(capability);
  }

  /** What makes a second attempt safe; empty for what the system cannot do. */
  public Optional<Repeat> repeat(Capability capability) {
    return Optional.ofNullable(repeats.get(capability));
  }

  public Descriptor summary(String en, String de) {
    return copy(new Text(en, de), lifeCycle, repeats);
  }

  public Descriptor lifeCycle(LifeCycle state) {
    return copy(summary, state, repeats);
  }

  /** Adds a sink. */
  public Descriptor can(Capability sink, Repeat repeat) {
    if (sink.role() != Role.SINK) {
      throw new IllegalArgumentException("Capability '" + sink + "' takes nothing outward");
    }
    return with(sink, repeat);
  }

  /** Adds sources and traits. */
  public Descriptor has(Capability... capabilities) {
    Descriptor result = this;
    for (Capability capability : capabilities) {
      if (capability.role() == Role.SINK) {
        throw new IllegalArgumentException(
            "Capability '" + capability + "' must say what makes a second attempt safe");
      }
      result = result.with(capability, Repeat.keyed());
    }
    return result;
  }

  public Descriptor text(TextRules demands) {
    return rules(rules.text(demands));
  }

  public Descriptor media(MediaRules demands) {
    return rules(rules.media(demands));
  }

  public Descriptor messages(MessageRules demands) {
    return rules(rules.messages(demands));
  }

  public Descriptor rules(Rules demands) {
    return new Descriptor(id, name, kind, summary, lifeCycle, repeats, demands, signIn, budget);
  }

  public Descriptor signIn(SignIn scheme) {
    return new Descriptor(id, name, kind, summary, lifeCycle, repeats, rules, scheme, budget);
  }

  public Descriptor budget(RateBudget calls) {
    return new Descriptor(id, name, kind, summary, lifeCycle, repeats, rules, signIn, calls);
  }

  private Descriptor with(Capability capability, Repeat repeat) {
    var more = new LinkedHashMap<>(repeats);
    more.put(capability, repeat);
    return copy(summary, lifeCycle, more);
  }

  private Descriptor copy(Text said, LifeCycle state, Map<Capability, Repeat> more) {
    return new Descriptor(id, name, kind, said, state, more, rules, signIn, budget);
  }
}
