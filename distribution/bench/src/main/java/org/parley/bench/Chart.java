// SPDX-License-Identifier: Apache-2.0
package org.parley.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Bars in SVG: a group for each case, in it a bar for each who was measured, and where there is one
 * a line at the goal.
 */
final class Chart {
  private static final int WIDTH = 760;
  private static final int LEFT = 190;
  private static final int RIGHT = 90;
  private static final int HEAD = 64;
  private static final int BAR = 16;
  private static final int STEP = 20;
  private static final int BETWEEN = 18;
  private static final List<String> COLOURS = List.of("#1f6f6b", "#c9882b", "#8a94a6", "#7a4f9a");

  private final String file;
  private final String title;
  private final List<String> who;
  private final List<Group> groups = new ArrayList<>();

  private record Group(String name, double goal, List<Double> values) {
    double greatest() {
      return Math.max(goal, values.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }
  }

  /**
   * @param file the name of its file, without what tells its kind
   * @param title what is shown, with the unit
   * @param who the names of the bars in each group
   */
  Chart(String file, String title, List<String> who) {
    this.file = file;
    this.title = title;
    this.who = List.copyOf(who);
  }

  /**
   * Adds a case.
   *
   * @param values in the order of those who were measured; 0 for one who was not
   */
  Chart group(String name, List<Double> values) {
    return group(name, values, 0);
  }

  /** Adds a case with a goal. */
  Chart group(String name, List<Double> values, double goal) {
    groups.add(new Group(name, goal, List.copyOf(values)));
    return this;
  }

  String fileName() {
    return file + ".svg";
  }

  String title() {
    return title;
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    int height = HEAD + groups.stream().mapToInt(this::height).sum();
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " font-family=\"sans-serif\" font-size=\"13\">%n",
            WIDTH, height));
    svg.append(format("<title>%s</title>%n", escape(title)));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    svg.append(text(12, 22, "font-weight=\"bold\"", title));
    legend(svg);
    double scale =
        (WIDTH - LEFT - RIGHT)
            / Math.max(1e-9, groups.stream().mapToDouble(Group::greatest).max().orElse(1));
    int top = HEAD;
    for (Group group : groups) {
      draw(svg, group, top, scale);
      top += height(group);
    }
    return svg.append("</svg>\n").toString();
  }

  private int height(Group group) {
    return group.values().size() * STEP + BETWEEN;
  }

  private void legend(StringBuilder svg) {
    int left = LEFT;
    for (int i = 0; i < who.size(); i++) {
      svg.append(bar(left, 36, 12, 12, colour(i)));
      svg.append(text(left + 18, 47, "", who.get(i)));
      left += 40 + 8 * who.get(i).length();
    }
  }

  private static void draw(StringBuilder svg, Group group, int top, double scale) {
    int bars = group.values().size() * STEP;
    int middle = top + bars / 2 + 3;
    svg.append(text(LEFT - 10, middle, "text-anchor=\"end\"", group.name()));
    for (int i = 0; i < group.values().size(); i++) {
      double value = group.values().get(i);
      int y = top + i * STEP;
      double length = value * scale;
      svg.append(bar(LEFT, y, length, BAR, colour(i)));
      String said = value == 0 ? "–" : Series.number(value);
      svg.append(text(LEFT + length + 6, y + 13, "", said));
    }
    if (group.goal() > 0) {
      double x = LEFT + group.goal() * scale;
      svg.append(
          format(
              "<path d=\"M%.1f %d V%d\" stroke=\"#b3261e\" stroke-width=\"2\""
                  + " stroke-dasharray=\"4 3\"><title>goal %s</title></path>%n",
              x, top - 4, top + bars, Series.number(group.goal())));
    }
  }

  private static String bar(double x, int y, double width, int height, String colour) {
    return format(
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
        x, y, width, height, colour);
  }

  private static String text(double x, int y, String style, String text) {
    return format(
        "<text x=\"%.1f\" y=\"%d\" fill=\"#1c2430\" %s>%s</text>%n", x, y, style, escape(text));
  }

  private static String colour(int index) {
    return COLOURS.get(index % COLOURS.size());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
