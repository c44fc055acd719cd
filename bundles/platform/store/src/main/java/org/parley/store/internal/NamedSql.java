// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL cut at its named parameters. Literals, quoted names, comments and casts are left as they
 * stand.
 *
 * @param texts the SQL between the parameters, always one more than there are parameters
 */
record NamedSql(List<String> texts, List<Parameter> parameters) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "'[^']*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/|::"
              + "|:(?<name>[A-Za-z_]\\w*)|\\(<(?<list>[A-Za-z_]\\w*)>\\)",
          Pattern.DOTALL);

  record Parameter(String name, boolean list) {}

  static NamedSql parse(String sql) {
    List<String> texts = new ArrayList<>();
    List<Parameter> parameters = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(sql);
    int from = 0;
    while (matcher.find()) {
      boolean list = matcher.group("list") != null;
      if (list || matcher.group("name") != null) {
        texts.add(sql.substring(from, matcher.start()));
        parameters.add(new Parameter(matcher.group(list ? "list" : "name"), list));
        from = matcher.end();
      }
    }
    texts.add(sql.substring(from));
    return new NamedSql(List.copyOf(texts), List.copyOf(parameters));
  }

  /** The SQL with question marks, as many for each list as it has values. */
  String positional(ToIntFunction<String> listSize) {
    StringBuilder sql = new StringBuilder(texts.get(0));
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      sql.append(parameter.list() ? marks(listSize.applyAsInt(parameter.name())) : "?");
      sql.append(texts.get(i + 1));
    }
    return sql.toString();
  }

  private static String marks(int count) {
    return "(?" + ",?".repeat(count - 1) + ")";
  }
}
