// SPDX-License-Identifier: Apache-2.0
package org.parley.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON of feature files: objects are maps, arrays lists, all else strings. It exists
 * because a JSON library on the launcher's class path would be a second one beside that of the
 * bundles.
 */
final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  static Object parse(String text) {
    Json json = new Json(text);
    Object value = json.value();
    json.skipSpace();
    if (json.at != text.length()) {
      throw json.unexpected();
    }
    return value;
  }

  private Object value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    expect('{');
    for (boolean first = true; peek() != '}'; first = false) {
      separate(first);
      peek();
      String name = string();
      peek();
      expect(':');
      members.put(name, value());
    }
    expect('}');
    return members;
  }

  private List<Object> array() {
    List<Object> items = new ArrayList<>();
    expect('[');
    for (boolean first = true; peek() != ']'; first = false) {
      separate(first);
      items.add(value());
    }
    expect(']');
    return items;
  }

  private void separate(boolean first) {
    if (!first) {
      expect(',');
    }
  }

  private String string() {
    StringBuilder content = new StringBuilder();
    expect('"');
    while (next() != '"') {
      char c = text.charAt(at++);
      content.append(c == '\\' ? escaped() : c);
    }
    expect('"');
    return content.toString();
  }

  private char escaped() {
    char c = next();
    at++;
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> unicode();
      default -> c;
    };
  }

  private char unicode() {
    if (at + 4 > text.length()) {
      throw unexpected();
    }
    at += 4;
    return (char) Integer.parseInt(text.substring(at - 4, at), 16);
  }

  private String word() {
    int start = at;
    while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    if (!word.matches("true|false|null|-?[0-9]+(\\.[0-9]+)?")) {
      at = start;
      throw unexpected();
    }
    return word;
  }

  private char peek() {
    skipSpace();
    return next();
  }

  private char next() {
    if (at >= text.length()) {
      throw new IllegalArgumentException("Unexpected end of text");
    }
    return text.charAt(at);
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      throw unexpected();
    }
    at++;
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException unexpected() {
    long line = 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
    String found = at < text.length() ? "'" + text.charAt(at) + "'" : "end";
    return new IllegalArgumentException("Unexpected " + found + " in line " + line);
  }
}
