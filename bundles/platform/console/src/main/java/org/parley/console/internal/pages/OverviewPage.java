// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.parley.api.measurement.DayFigures;
import org.parley.api.measurement.Figure;
import org.parley.api.measurement.Reports;
import org.parley.api.security.Role;
import org.parley.console.internal.Concern;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;
import org.parley.console.internal.view.Tone;

/** What happened today, what needs somebody, what is wrong. */
@Component(service = Page.class)
public final class OverviewPage implements Page {
  private static final int DAYS = 14;

  private final List<Concern> concerns = new CopyOnWriteArrayList<>();
  private final @Nullable Reports reports;
  private final Routes routes = new Routes().show("", this::overview);

  @Activate
  public OverviewPage(
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Reports reports) {
    this.reports = reports;
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addConcern(Concern concern) {
    concerns.add(concern);
  }

  void removeConcern(Concern concern) {
    concerns.remove(concern);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.OVERVIEW, 0, "", Set.of(Role.values()));
  }

  @Override
  public Routes routes() {
    return routes;
  }

  private Screen overview(Visit visit) {
    Screen screen = visit.screen("overview").alive().add(needs(visit));
    Optional<Piece> guide = guide(visit);
    screen = guide.isPresent() ? screen.add(guide.get()) : screen;
    return reports == null ? screen : figures(visit, screen, reports);
  }

  private Piece needs(Visit visit) {
    List<Concern.Need> needs =
        concerns.stream()
            .flatMap(concern -> concern.needs(visit).stream())
            .sorted(Comparator.comparing(need -> need.tone() == Tone.BAD ? 0 : 1))
            .toList();
    if (needs.isEmpty()) {
      return new Piece.Notice(
          Tone.GOOD, visit.say("overview.calm"), visit.say("overview.calm.text"));
    }
    List<Piece.Alert> alerts =
        needs.stream()
            .map(
                need ->
                    new Piece.Alert(
                        need.tone(),
                        visit.say(need.tone() == Tone.BAD ? "overview.wrong" : "overview.waits"),
                        need.text(),
                        need.href()))
            .toList();
    return new Piece.Section(
        visit.say("overview.needs"), "", List.of(), List.of(new Piece.Alerts(alerts)));
  }

  /** What to do first, as long as not all of it is done. */
  private Optional<Piece> guide(Visit visit) {
    List<Piece.Todo> todos =
        concerns.stream()
            .flatMap(concern -> concern.begin(visit).stream())
            .sorted(Comparator.comparing(Concern.Step::order))
            .map(Concern.Step::todo)
            .toList();
    return todos.stream().allMatch(Piece.Todo::done)
        ? Optional.empty()
        : Optional.of(
            new Piece.Section(
                visit.say("guide.title"),
                visit.say("guide.about"),
                List.of(),
                List.of(new Piece.Guide(todos))));
  }

  private static Screen figures(Visit visit, Screen screen, Reports reports) {
    LocalDate today = visit.written().today();
    List<DayFigures> days = reports.daily(today.minusDays(DAYS - 1L));
    if (days.isEmpty()) {
      return screen.add(visit.empty("overview"));
    }
    return screen.add(today(visit, days, today)).add(networks(visit, days, today));
  }

  private static Piece today(Visit visit, List<DayFigures> days, LocalDate today) {
    Map<Figure, Long> sums = sum(days.stream().filter(day -> day.day().equals(today)).toList());
    Map<Figure, Long> before =
        sum(days.stream().filter(day -> day.day().equals(today.minusDays(1))).toList());
    List<Piece.Tile> tiles = new ArrayList<>();
    for (Figure figure :
        List.of(Figure.CLICKS, Figure.UNIQUE_VISITORS, Figure.SIGN_UPS, Figure.LEADS, Figure.WON)) {
      tiles.add(
          new Piece.Tile(
              visit.words().of(figure),
              visit.written().number(sums.getOrDefault(figure, 0L)),
              visit.say("overview.yesterday", before.getOrDefault(figure, 0L)),
              counted(visit, figure, today),
              Tone.CALM,
              trend(days, figure, today)));
    }
    return new Piece.Section(
        visit.say("overview.today"),
        visit.say("overview.today.about", visit.written().day(today)),
        List.of(),
        List.of(new Piece.Tiles(tiles)));
  }

  private static List<Long> trend(List<DayFigures> days, Figure figure, LocalDate today) {
    long[] values = new long[DAYS];
    for (DayFigures day : days) {
      int at = place(day, today);
      if (at >= 0) {
        values[at] += day.figures().getOrDefault(figure, 0L);
      }
    }
    return Arrays.stream(values).boxed().toList();
  }

  /** Which of the days shown it is, from the oldest; -1 for another. */
  private static int place(DayFigures day, LocalDate today) {
    long at = DAYS - 1 - (today.toEpochDay() - day.day().toEpochDay());
    return at >= 0 && at < DAYS ? Math.toIntExact(at) : -1;
  }

  /** Where the things that a figure of today counts are listed; empty where nothing lists them. */
  private static String counted(Visit visit, Figure figure, LocalDate today) {
    boolean sells = visit.may(Role.SALES, Role.MARKETER);
    return switch (figure) {
      case LEADS -> sells ? "/console/leads/list?createdSince=" + today : "";
      case WON, LOST ->
          sells ? "/console/leads/list?stage=" + figure + "&changedSince=" + today : "";
      case CLICKS, UNIQUE_VISITORS ->
          visit.may(Role.MARKETER) ? "/console/links?clickedSince=" + today : "";
      case SIGN_UPS, ROBOT_CLICKS, POSTS, MAILS -> "";
    };
  }

  private static Map<Figure, Long> sum(List<DayFigures> days) {
    Map<Figure, Long> sums = new EnumMap<>(Figure.class);
    days.forEach(
        day -> day.figures().forEach((figure, value) -> sums.merge(figure, value, Long::sum)));
    return sums;
  }

  private static Piece networks(Visit visit, List<DayFigures> days, LocalDate today) {
    Map<String, long[]> clicks = new TreeMap<>();
    for (DayFigures day : days) {
      long[] row = clicks.computeIfAbsent(day.network(), network -> new long[DAYS]);
      int at = place(day, today);
      if (at >= 0) {
        row[at] += day.figures().getOrDefault(Figure.CLICKS, 0L);
      }
    }
    List<Piece.Spark> sparks = new ArrayList<>();
    clicks.forEach((network, row) -> sparks.add(spark(visit, network, row)));
    String title = visit.say("overview.networks");
    return new Piece.Section(
        title,
        visit.say("overview.networks.about", DAYS),
        List.of(),
        List.of(new Piece.Sparks(title, sparks, table(visit, clicks, today))));
  }

  private static Piece.Spark spark(Visit visit, String network, long[] row) {
    long total = Arrays.stream(row).sum();
    return new Piece.Spark(
        Networks.name(visit, network),
        visit.written().number(total),
        Arrays.stream(row).boxed().toList(),
        visit.say("overview.spark", Networks.name(visit, network), total, DAYS));
  }

  private static Table table(Visit visit, Map<String, long[]> clicks, LocalDate today) {
    List<String> heads = new ArrayList<>(List.of(visit.say("head.day")));
    clicks.keySet().forEach(network -> heads.add("#" + Networks.name(visit, network)));
    Table table = Table.of(visit.say("overview.networks"), heads.toArray(String[]::new));
    for (int i = DAYS - 1; i >= 0; i--) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.text(visit.written().day(today.minusDays(DAYS - 1L - i))));
      for (long[] values : clicks.values()) {
        row.add(visit.written().count(values[i]));
      }
      table = table.row(row.toArray(Cell[]::new));
    }
    return table;
  }
}
