// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import static org.parley.api.connectors.Capability.PUBLISH;
import static org.parley.connector.bluesky.ScriptedPds.DID;
import static org.parley.connector.bluesky.ScriptedPds.error;

import java.util.Map;
import java.util.Optional;
import org.parley.connector.Connector;
import org.parley.connectorkit.ConnectorContract;
import org.parley.connectorkit.StandIn;
import org.parley.connectorkit.StandIn.Taken;
import org.parley.testkit.FaultServer.Answer;
import org.parley.testkit.FaultServer.Request;

class BlueskyContractTest extends ConnectorContract {
  private static final String XRPC = "/xrpc/com.atproto.";

  @Override
  protected Connector<?> connector() {
    return new Bluesky(new Pictures(Map.of()));
  }

  @Override
  protected Map<String, Object> settings(StandIn pds) {
    return Map.of(
        "service", pds.address().toString(), "handle", "ada.test", "password", pds.secret());
  }

  @Override
  protected void play(StandIn pds) {
    pds.answers("POST", XRPC + "server.createSession", request -> signIn(pds, request))
        .answers("POST", XRPC + "server.refreshSession", request -> session())
        .answers("GET", XRPC + "server.getSession", request -> session());
    pds.takes(PUBLISH, "POST", XRPC + "repo.putRecord")
        .mark(request -> StandIn.read(request, "rkey"))
        .text(request -> StandIn.read(request, "record", "text"))
        .answer(taken -> Answer.of(200, "{%s}".formatted(names(taken))))
        .again(taken -> error(400, "InvalidSwap", "Record was at bafyrei"));
    pds.answers("GET", XRPC + "repo.getRecord", request -> record(pds, request));
  }

  @Override
  protected Optional<Answer> expired() {
    return Optional.of(error(400, "ExpiredToken", "Token has expired"));
  }

  @Override
  protected Answer revoked() {
    return error(401, "AuthenticationRequired", "Invalid identifier or password");
  }

  private static Answer signIn(StandIn pds, Request request) {
    return StandIn.read(request, "password").equals(pds.secret())
        ? session()
        : error(401, "AuthenticationRequired", "Invalid identifier or password");
  }

  private static Answer session() {
    return Answer.of(
        200,
        """
        {"accessJwt": "access", "refreshJwt": "refresh", "did": "%s", "handle": "ada.test"}"""
            .formatted(DID));
  }

  private static Answer record(StandIn pds, Request request) {
    return pds.find(PUBLISH, request.path().replaceFirst(".*rkey=", ""))
        .map(
            taken ->
                "{%s, \"value\": {\"text\": %s}}"
                    .formatted(names(taken), StandIn.quoted(taken.text())))
        .map(found -> Answer.of(200, found))
        .orElseGet(() -> error(400, "RecordNotFound", "Could not locate record"));
  }

  private static String names(Taken taken) {
    return "\"uri\": \"at://%s/app.bsky.feed.post/%s\", \"cid\": \"bafyrei\""
        .formatted(DID, taken.mark());
  }
}
