// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.parley.api.NotFound;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;
import org.parley.console.internal.view.Tone;

/** The features of this distribution: which are installed, and which bundles each brings. */
@Component(service = Page.class)
public final class FeaturesPage implements Page {
  private final BundleContext context;
  private final Routes routes = new Routes().show("", this::list).show("{name}", this::detail);

  @Activate
  public FeaturesPage(BundleContext context) {
    this.context = context;
  }

  @Override
  public Place place() {
    return new Place(Place.Group.OPERATE, 1, "features", Set.of());
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public List<Piece.Hit> seek(String text, Visit visit) {
    return features().stream()
        .filter(feature -> Seek.isIn(feature.name() + " " + feature.title(), text))
        .map(
            feature ->
                new Piece.Hit(
                    feature.title(), feature.description(), "/console/features/" + feature.name()))
        .toList();
  }

  private List<FeatureFile> features() {
    return FeatureFile.all(Optional.ofNullable(context.getProperty("parley.distribution")));
  }

  private Screen list(Visit visit) {
    List<FeatureFile> features = features();
    if (features.isEmpty()) {
      return visit.screen("features").add(visit.empty("features"));
    }
    Table table =
        Table.of(
            visit.say("features.title"),
            visit.say("features.feature"),
            visit.say("head.state"),
            "#" + visit.say("features.bundles"));
    for (FeatureFile feature : features) {
      table =
          table.row(
              Cell.stack(
                  Cell.link(visit.here(feature.name()), feature.title()),
                  Cell.text(feature.description())),
              badge(visit, feature),
              visit.written().count(feature.bundles().size()));
    }
    return visit
        .screen("features")
        .add(table)
        .add(
            new Piece.Notice(Tone.CALM, visit.say("features.how"), visit.say("features.how.text")));
  }

  private Cell badge(Visit visit, FeatureFile feature) {
    long there = feature.bundles().stream().filter(name -> find(name).isPresent()).count();
    long running =
        feature.bundles().stream()
            .flatMap(name -> find(name).stream())
            .filter(bundle -> !Requirements.isIdle(bundle))
            .count();
    if (there == 0) {
      return new Cell.Badge(Tone.CALM, visit.say("features.absent"));
    }
    return running == feature.bundles().size()
        ? new Cell.Badge(Tone.GOOD, visit.say("features.running"))
        : new Cell.Badge(
            Tone.WARN, visit.say("features.partly", running, feature.bundles().size()));
  }

  /** The bundle that came from these coordinates, in whatever version is installed now. */
  private Optional<Bundle> find(String coordinates) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> FeatureFile.isFrom(bundle.getLocation(), coordinates))
        .findFirst();
  }

  private Screen detail(Visit visit) {
    String name = visit.part("name");
    FeatureFile feature =
        features().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new NotFound("feature", name));
    List<Piece.Fact> facts = new ArrayList<>();
    facts.add(new Piece.Fact(visit.say("head.state"), badge(visit, feature)));
    facts.add(new Piece.Fact(visit.say("features.file"), Cell.code("features/" + name + ".json")));
    facts.add(
        new Piece.Fact(
            visit.say("features.choice"),
            Cell.text(visit.say(feature.optional() ? "features.optional" : "features.always"))));
    return Screen.of(feature.title(), feature.description())
        .back(visit.say("features.title"), visit.here())
        .add(new Piece.Facts(facts))
        .add(
            new Piece.Section(
                visit.say("features.brings"),
                visit.say("features.brings.about"),
                List.of(),
                List.of(bundles(visit, feature))));
  }

  private Table bundles(Visit visit, FeatureFile feature) {
    Table table =
        Table.of(
            visit.say("features.brings"),
            visit.say("bundles.bundle"),
            visit.say("bundles.version"),
            visit.say("head.state"));
    for (String coordinates : feature.bundles()) {
      Optional<Bundle> bundle = find(coordinates);
      String name = FeatureFile.artifact(coordinates);
      table =
          table.row(
              bundle
                  .map(found -> Cell.link("/console/bundles/" + found.getBundleId(), name))
                  .orElse(Cell.text(name)),
              Cell.text(bundle.map(found -> found.getVersion().toString()).orElse("")),
              bundle
                  .map(found -> BundlesPage.badge(visit, found))
                  .orElseGet(() -> new Cell.Badge(Tone.CALM, visit.say("features.absent"))));
    }
    return table;
  }
}
