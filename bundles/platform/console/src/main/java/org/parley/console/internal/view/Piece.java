// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.view;

import java.util.List;
import java.util.Optional;

/** A block of a page. */
public sealed interface Piece
    permits Form,
        Piece.Alerts,
        Piece.Bars,
        Piece.Beside,
        Piece.Board,
        Piece.Chain,
        Piece.Empty,
        Piece.Facts,
        Piece.Filter,
        Piece.Found,
        Piece.Guide,
        Piece.Hits,
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
  record Section(
      String title, String about, List<Action> actions, List<Piece> pieces, String anchor)
      implements Piece {
    public Section {
      actions = List.copyOf(actions);
      pieces = List.copyOf(pieces);
    }

    public Section(String title, String about, List<Action> actions, List<Piece> pieces) {
      this(title, about, actions, pieces, "");
    }

    /** The same, to be led to by its name within the page. */
    public Section at(String name) {
      return new Section(title, about, actions, pieces, name);
    }
  }

  /** What the page is about, and beside it, on a wide screen, what is known at a glance. */
  record Beside(List<Piece> glance, List<Piece> pieces) implements Piece {
    public Beside {
      glance = List.copyOf(glance);
      pieces = List.copyOf(pieces);
    }
  }

  /** What needs somebody, each leading to where it is dealt with. */
  record Alerts(List<Alert> alerts) implements Piece {
    public Alerts {
      alerts = List.copyOf(alerts);
    }
  }

  record Alert(Tone tone, String word, String text, String href) {}

  /** The steps to take first, and which of them are taken. */
  record Guide(List<Todo> todos) implements Piece {
    public Guide {
      todos = List.copyOf(todos);
    }
  }

  record Todo(boolean done, String title, String text, Action action) {}

  /** All that a search has found. */
  record Found(List<Piece> pieces) implements Piece {
    public Found {
      pieces = List.copyOf(pieces);
    }
  }

  /** What a search has found of one kind. */
  record Hits(String kind, List<Hit> hits) implements Piece {
    public Hits {
      hits = List.copyOf(hits);
    }
  }

  /**
   * @param detail what tells it from others of the same title; may be empty
   */
  record Hit(String title, String detail, String href) {}

  /**
   * From the first contact to the sale, each stage as wide as the one before it and as high as it
   * counts.
   */
  record Chain(List<Stage> stages) implements Piece {
    public Chain {
      stages = List.copyOf(stages);
    }

    /** The height of a stage's bar, 0 to 100; what is there can be seen. */
    public int height(Stage stage) {
      long most = stages.stream().mapToLong(Stage::value).max().orElse(0);
      return most == 0 || stage.value() == 0
          ? 0
          : Math.max(4, Math.toIntExact(Math.round(100.0 * stage.value() / most)));
    }
  }

  /**
   * @param note what it says beside the figure; may be empty
   * @param href the list of what it counts; empty where there is none
   */
  record Stage(String label, long value, String figure, String note, String href) {}

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

  /**
   * What this place will show, and the one step to get there.
   *
   * @param sample one entry as it may look, made up; shown as such
   */
  record Empty(String title, String text, Optional<Action> action, Optional<Facts> sample)
      implements Piece {}

  /** Something to know before reading on. */
  record Notice(Tone tone, String title, String text) implements Piece {}

  record Toolbar(List<Action> actions) implements Piece {
    public Toolbar {
      actions = List.copyOf(actions);
    }
  }

  /**
   * What narrows a list; lives in the address.
   *
   * @param kept what else the address narrows it by, as the figure did that led here
   */
  record Filter(String action, List<Field> fields, String submit, List<Kept> kept)
      implements Piece {
    public Filter {
      fields = List.copyOf(fields);
      kept = List.copyOf(kept);
    }

    public Filter(String action, List<Field> fields, String submit) {
      this(action, fields, submit, List.of());
    }
  }

  /**
   * @param text what it means for the list
   */
  record Kept(String name, String value, String text) {}

  /** Figures that open what they count. */
  record Tiles(List<Tile> tiles) implements Piece {
    public Tiles {
      tiles = List.copyOf(tiles);
    }
  }

  /**
   * @param href what it counts; empty where there is no such list
   * @param trend its values over the last days; may be empty
   */
  record Tile(String label, String figure, String note, String href, Tone tone, List<Long> trend) {
    public Tile {
      trend = List.copyOf(trend);
    }

    public Tile(String label, String figure, String note, String href, Tone tone) {
      this(label, figure, note, href, tone, List.of());
    }
  }

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
