// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.view;

import java.util.List;
import java.util.Optional;

/** A block of a page. */
public sealed interface Piece
    permits Form,
        Piece.Bars,
        Piece.Board,
        Piece.Empty,
        Piece.Facts,
        Piece.Filter,
        Piece.Notice,
        Piece.Once,
        Piece.Picture,
        Piece.Quote,
        Piece.Section,
        Piece.Sparks,
        Piece.Steps,
        Piece.Tiles,
        Piece.Toolbar,
        Table {

  /** A heading with what belongs below it. */
  record Section(String title, String about, List<Action> actions, List<Piece> pieces)
      implements Piece {
    public Section {
      actions = List.copyOf(actions);
      pieces = List.copyOf(pieces);
    }
  }

  /** Names and values. */
  record Facts(List<Fact> facts) implements Piece {
    public Facts {
      facts = List.copyOf(facts);
    }
  }

  record Fact(String name, Cell value) {}

  /** What happened, step by step. */
  record Steps(List<Step> steps, Optional<String> older) implements Piece {
    public Steps {
      steps = List.copyOf(steps);
    }
  }

  /**
   * @param detail what else is known; may be empty
   */
  record Step(Cell.Time at, Tone tone, String title, List<Cell> detail) {
    public Step {
      detail = List.copyOf(detail);
    }
  }

  /** What this place will show, and the one step to get there. */
  record Empty(String title, String text, Optional<Action> action) implements Piece {}

  /** Something to know before reading on. */
  record Notice(Tone tone, String title, String text) implements Piece {}

  record Toolbar(List<Action> actions) implements Piece {
    public Toolbar {
      actions = List.copyOf(actions);
    }
  }

  /** What narrows a list; lives in the address. */
  record Filter(String action, List<Field> fields, String submit) implements Piece {
    public Filter {
      fields = List.copyOf(fields);
    }
  }

  /** Figures that open what they count. */
  record Tiles(List<Tile> tiles) implements Piece {
    public Tiles {
      tiles = List.copyOf(tiles);
    }
  }

  /**
   * @param href what it counts; empty where there is no such list
   */
  record Tile(String label, String figure, String note, String href, Tone tone) {}

  /** Columns of cards. */
  record Board(List<Column> columns) implements Piece {
    public Board {
      columns = List.copyOf(columns);
    }
  }

  record Column(String title, String count, List<Card> cards, String more) {
    public Column {
      cards = List.copyOf(cards);
    }
  }

  record Card(String href, String title, String figure, List<String> lines) {
    public Card {
      lines = List.copyOf(lines);
    }
  }

  /** A value for each day, with the table behind it. */
  record Bars(String title, List<Day> days, Table table) implements Piece {
    public Bars {
      days = List.copyOf(days);
    }

    /** The height of a day's bar, 0 to 100. */
    public int height(Day day) {
      long most = days.stream().mapToLong(Day::value).max().orElse(0);
      return most == 0 ? 0 : Math.toIntExact(Math.round(100.0 * day.value() / most));
    }
  }

  /**
   * @param text the day and its value in words
   */
  record Day(String label, String text, long value) {}

  /** One small curve for each network, with the table behind them. */
  record Sparks(String title, List<Spark> sparks, Table table) implements Piece {
    public Sparks {
      sparks = List.copyOf(sparks);
    }
  }

  record Spark(String name, String total, List<Long> values, String text) {
    public Spark {
      values = List.copyOf(values);
    }

    /** The curve's points in a box of 120 by 32. */
    public String points() {
      long most = Math.max(1, values.stream().mapToLong(Long::longValue).max().orElse(1));
      double step = values.size() < 2 ? 0 : 118.0 / (values.size() - 1);
      StringBuilder points = new StringBuilder();
      for (int i = 0; i < values.size(); i++) {
        long x = Math.round(10 * (1 + i * step));
        long y = Math.round(10 * (30 - 28.0 * values.get(i) / most));
        points.append(x / 10.0).append(',').append(y / 10.0).append(' ');
      }
      return points.toString().strip();
    }
  }

  /** A secret that is shown this once. */
  record Once(String label, String secret, String text) implements Piece {}

  record Picture(String address, String text, List<Action> actions) implements Piece {
    public Picture {
      actions = List.copyOf(actions);
    }
  }

  /** A text as it is. */
  record Quote(String label, String text, boolean code) implements Piece {}
}
