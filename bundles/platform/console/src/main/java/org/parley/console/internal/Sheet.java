// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parley.api.NotFound;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Table;

/** A table of a page as a file of comma-separated values, with all rows that its list has. */
final class Sheet {
  /** The parameter that names the table by its place on the page. */
  static final String ASKED = "csv";

  private static final int MOST_ROWS = 50_000;
  private static final Pattern AFTER = Pattern.compile("[?&]after=([^&]*)");

  private Sheet() {}

  /**
   * @param page shows the page for a request
   */
  static Answer write(Turn turn, Function<Turn, Answer> page) {
    StringBuilder text = new StringBuilder();
    Table table = table(turn, page);
    text.append(heads(table));
    int rows = 0;
    while (true) {
      table.rows().forEach(row -> text.append(line(row)));
      rows += table.rows().size();
      Optional<String> after = table.next().flatMap(Sheet::cursor);
      if (after.isEmpty() || rows >= MOST_ROWS) {
        break;
      }
      table = table(turn.with(new From(turn.request(), after.get())), page);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return new Answer.File("text/csv; charset=utf-8", bytes, name(table));
  }

  private static Table table(Turn turn, Function<Turn, Answer> page) {
    String asked = turn.field(ASKED);
    if (page.apply(turn) instanceof Answer.Show shown && asked.matches("\\d{1,2}")) {
      List<Table> tables = shown.screen().tables();
      int at = Integer.parseInt(asked);
      if (at < tables.size()) {
        return tables.get(at);
      }
    }
    throw new NotFound("table", asked);
  }

  private static Optional<String> cursor(String address) {
    Matcher after = AFTER.matcher(address);
    return after.find()
        ? Optional.of(URLDecoder.decode(after.group(1), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static String name(Table table) {
    String plain = table.caption().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return plain.replaceAll("^-|-$", "") + ".csv";
  }

  private static String heads(Table table) {
    return table.heads().stream().map(head -> quote(head.text())).collect(Collectors.joining(","))
        + "\r\n";
  }

  private static String line(List<Cell> row) {
    List<String> values = new ArrayList<>();
    row.forEach(cell -> values.add(quote(plain(cell))));
    return String.join(",", values) + "\r\n";
  }

  private static String plain(Cell cell) {
    if (cell instanceof Cell.Text text) {
      return harmless(text.text());
    } else if (cell instanceof Cell.Count count) {
      return count.plain();
    } else if (cell instanceof Cell.Link link) {
      return harmless(link.text());
    } else if (cell instanceof Cell.Badge badge) {
      return harmless(badge.text());
    } else if (cell instanceof Cell.Time time) {
      return time.iso();
    } else if (cell instanceof Cell.Code code) {
      return harmless(code.text());
    } else if (cell instanceof Cell.Stack stack) {
      return stack.cells().stream().map(Sheet::plain).collect(Collectors.joining(" · "));
    }
    return "";
  }

  /** A text that a spreadsheet would take for a formula is marked as a text. */
  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quote(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** The same request, for the rows after a cursor. */
  private static final class From extends HttpServletRequestWrapper {
    private final String cursor;

    From(HttpServletRequest request, String cursor) {
      super(request);
      this.cursor = cursor;
    }

    @Override
    public @Nullable String getParameter(String name) {
      return name.equals("after") ? cursor : super.getParameter(name);
    }
  }
}
