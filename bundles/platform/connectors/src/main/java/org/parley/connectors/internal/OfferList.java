// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.parley.api.Secret;
import org.parley.api.connectors.Choice;
import org.parley.api.connectors.Proof;
import org.parley.connectors.internal.Flow.Offered;
import org.parley.connectors.internal.Vendor.Reply;

/** Lists what a sign-in lets choose among. */
final class OfferList {
  private static final int MOST_PARTS = 50;
  private static final int MOST = 1000;

  private final Choice choice;
  private final Proof proof;
  private final FlowParts parts;

  OfferList(Choice choice, Proof proof, FlowParts parts) {
    this.choice = choice;
    this.proof = proof;
    this.parts = parts;
  }

  List<Offered> of(Held held) throws CallFailed {
    List<Offered> offers = new ArrayList<>();
    URI first = choice.address().address(parts.values().and(held));
    Optional<URI> next = Optional.of(first);
    for (int part = 0; next.isPresent() && part < MOST_PARTS && offers.size() < MOST; part++) {
      Reply reply = parts.get(proof, held, next.get());
      if (!reply.isFine()) {
        throw OAuthRefusals.ofTokenAnswer(reply, parts.system(), parts.now());
      }
      JsonNode json = reply.json();
      for (JsonNode one : json.at(choice.list())) {
        offered(one, held).ifPresent(offers::add);
      }
      next = choice.more().flatMap(more -> next(more, json, first)).filter(isBeside(first));
    }
    return offers;
  }

  private static Optional<URI> next(Choice.More more, JsonNode json, URI first) {
    return Reply.text(json, more.place())
        .flatMap(
            found ->
                more.parameter()
                    .map(name -> Optional.of(Vendor.with(first, Map.of(name, found))))
                    .orElseGet(() -> Vendor.address(found)));
  }

  /** The token goes nowhere else. */
  private static Predicate<URI> isBeside(URI first) {
    return next ->
        first.getScheme().equals(next.getScheme())
            && first.getAuthority().equals(next.getAuthority());
  }

  private Optional<Offered> offered(JsonNode one, Held held) {
    Map<String, String> facts = new HashMap<>();
    choice
        .facts()
        .forEach((name, place) -> Reply.text(one, place).ifPresent(at -> facts.put(name, at)));
    Optional<String> id = Reply.text(one, choice.id());
    Optional<String> own = choice.token().flatMap(place -> Reply.text(one, place));
    boolean whole = facts.size() == choice.facts().size();
    if (id.isEmpty() || !whole || (choice.token().isPresent() && own.isEmpty())) {
      return Optional.empty();
    }
    String name = Reply.text(one, choice.name()).orElse(id.get());
    facts.put(Granted.ID, id.get());
    facts.put(Granted.NAME, name);
    Held its = own.map(Secret::new).map(held::as).orElse(held);
    return Optional.of(new Offered(id.get(), name, its.with(facts)));
  }
}
