// SPDX-License-Identifier: Apache-2.0
package org.parley.security.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.InvalidInput;
import org.parley.api.control.ControlVerb;
import org.parley.api.security.Vault;

/** Encrypts the vault anew. */
@Component
public final class RotateVault implements ControlVerb {
  private final Vault vault;

  @Activate
  public RotateVault(@Reference Vault vault) {
    this.vault = vault;
  }

  @Override
  public String verb() {
    return "vault";
  }

  @Override
  public String help() {
    return "rotate encrypts all secrets under a new master key";
  }

  @Override
  public String run(List<String> arguments) {
    if (!arguments.equals(List.of("rotate"))) {
      throw new InvalidInput(
          "arguments", "'%s' is unknown; 'rotate' is expected".formatted(arguments));
    }
    return "Secrets encrypted under a new master key: " + vault.rotate();
  }
}
