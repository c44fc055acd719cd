// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.api.Secret;
import org.parley.api.security.Vault;

/** Keeps the secrets of accounts in the vault; their settings hold no more than the names. */
final class AccountSecrets {
  private final Vault vault;

  AccountSecrets(Vault vault) {
    this.vault = vault;
  }

  Optional<Secret> find(StoredAccount account, String field) {
    return Optional.ofNullable(account.secrets().get(field)).flatMap(vault::find);
  }

  /**
   * Keeps the secrets of a tree under new names, so that those before hold until the account does.
   *
   * @param before the names of those kept already, which stay where the tree leaves them out
   * @return the names by field
   */
  Map<String, String> put(
      UUID account,
      Set<String> fields,
      Map<String, @Nullable Object> tree,
      Map<String, String> before) {
    Map<String, String> names = new HashMap<>(before);
    for (String field : fields) {
      if (tree.get(field) instanceof String text && !text.isEmpty()) {
        String name = name(account, field);
        vault.put(name, new Secret(text));
        names.put(field, name);
      } else if (tree.containsKey(field)) {
        names.remove(field);
      }
    }
    return names;
  }

  /** A new name for a secret of an account. */
  static String name(UUID account, String field) {
    return "account/" + account + "/" + field + "/" + UUID.randomUUID();
  }

  static Map<String, @Nullable Object> without(
      Map<String, @Nullable Object> tree, Set<String> fields) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>(tree);
    plain.keySet().removeAll(fields);
    return plain;
  }

  void forgetReplaced(StoredAccount before, StoredAccount after) {
    before.secrets().values().stream()
        .filter(name -> !after.secrets().containsValue(name))
        .forEach(vault::forget);
  }

  /** What was signed in as may not be who the account is now. */
  void forgetToken(StoredAccount account) {
    vault.forget(Tokens.nameOf(account.id()));
  }

  void forget(StoredAccount account) {
    account.secrets().values().forEach(vault::forget);
    forgetToken(account);
  }
}
