// SPDX-License-Identifier: Apache-2.0
package org.parley.store.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL cut at its named parameters. Literals, quoted names, comments and casts are left as they
 * stand. Each name has a slot, which its value is put into, however often it stands in the SQL.
 */
final class NamedSql {
  private static final Pattern TOKEN =
      Pattern.compile(
          "'[^']*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/|::"
              + "|:(?<name>[A-Za-z_]\\w*)|\\(<(?<list>[A-Za-z_]\\w*)>\\)",
          Pattern.DOTALL);

  private final List<String> texts;
  private final List<Parameter> parameters;
  private final Parameter[] named;
  private final int[] slots;
  private final boolean lists;
  private final String single;

  record Parameter(String name, boolean list) {}

  /**
   * @param texts the SQL between the parameters, always one more than there are parameters
   */
  private NamedSql(List<String> texts, List<Parameter> parameters) {
    this.texts = texts;
    this.parameters = parameters;
    List<Parameter> distinct = parameters.stream().distinct().toList();
    this.named = distinct.toArray(Parameter[]::new);
    this.slots = parameters.stream().mapToInt(distinct::indexOf).toArray();
    this.lists = distinct.stream().anyMatch(Parameter::list);
    this.single = positional(slot -> 1);
  }

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

  /** In the order in which they stand, repeated where they are. */
  List<Parameter> parameters() {
    return parameters;
  }

  /** For how many names values are needed. */
  int slots() {
    return named.length;
  }

  /** The slot of the name that stands there, by the order of question marks without lists. */
  int slot(int parameter) {
    return slots[parameter];
  }

  /** The slot of a name; negative when there is none. Few names are compared faster than hashed. */
  int slot(String name, boolean list) {
    for (int slot = 0; slot < named.length; slot++) {
      if (named[slot].list == list && named[slot].name.equals(name)) {
        return slot;
      }
    }
    return -1;
  }

  Parameter named(int slot) {
    return named[slot];
  }

  boolean hasLists() {
    return lists;
  }

  /** The SQL with question marks, one for each parameter: always the same text. */
  String single() {
    return single;
  }

  /**
   * The SQL with question marks, as many for each list as it has values.
   *
   * @param listSize of a slot
   */
  String positional(IntUnaryOperator listSize) {
    StringBuilder sql = new StringBuilder(texts.get(0));
    for (int i = 0; i < slots.length; i++) {
      sql.append(parameters.get(i).list ? marks(listSize.applyAsInt(slots[i])) : "?");
      sql.append(texts.get(i + 1));
    }
    return sql.toString();
  }

  private static String marks(int count) {
    return "(?" + ",?".repeat(count - 1) + ")";
  }
}
