// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.control.ControlVerb;

/** Prints the routes of a connector. */
@Component
public final class ShowConnector implements ControlVerb {
  private final Switchboard board;

  @Activate
  public ShowConnector(@Reference Switchboard board) {
    this.board = board;
  }

  @Override
  public String verb() {
    return "connector";
  }

  @Override
  public String help() {
    return "show ID: prints the routes of a connector, step by step";
  }

  @Override
  public String run(List<String> arguments) {
    if (arguments.size() != 2 || !arguments.get(0).equals("show")) {
      throw new InvalidInput("connector", "Say 'show' and the connector's id");
    }
    String id = arguments.get(1);
    Joined<?> connector = board.find(id).orElseThrow(() -> new NotFound("connector", id));
    Optional<StoredAccount> account = board.switchedOn(id).stream().findFirst();
    try {
      return connector
          .routesInWords(account)
          .orElse("Its routes depend on an account; switch one on to see them");
    } catch (CallFailed e) {
      throw e.failure();
    }
  }
}
