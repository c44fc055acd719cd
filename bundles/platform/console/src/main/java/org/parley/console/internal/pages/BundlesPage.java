// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.parley.api.Fault;
import org.parley.api.NotFound;
import org.parley.api.ParleyException;
import org.parley.console.internal.Answer;
import org.parley.console.internal.Concern;
import org.parley.console.internal.Page;
import org.parley.console.internal.Place;
import org.parley.console.internal.Routes;
import org.parley.console.internal.Visit;
import org.parley.console.internal.view.Action;
import org.parley.console.internal.view.Cell;
import org.parley.console.internal.view.Field;
import org.parley.console.internal.view.Piece;
import org.parley.console.internal.view.Screen;
import org.parley.console.internal.view.Table;
import org.parley.console.internal.view.Tone;

/** The bundles of this hub: what runs, what does not and why. */
@Component(service = {Page.class, Concern.class})
public final class BundlesPage implements Page, Concern {
  private final BundleContext context;
  private final Requirements requirements;
  private final Routes routes;

  @Activate
  public BundlesPage(BundleContext context) {
    this.context = context;
    this.requirements = new Requirements(context);
    this.routes =
        new Routes()
            .show("", this::list)
            .show("{id}", this::detail)
            .reach("{id}/start", "bundle.started", this::start)
            .reach("{id}/stop", "bundle.stopped", this::stop);
  }

  @Override
  public Place place() {
    return new Place(Place.Group.OPERATE, 2, "bundles", Set.of());
  }

  @Override
  public Routes routes() {
    return routes;
  }

  @Override
  public List<Need> needs(Visit visit) {
    long idle = Arrays.stream(context.getBundles()).filter(Requirements::isIdle).count();
    return idle == 0 || !visit.may()
        ? List.of()
        : List.of(new Need(Tone.WARN, visit.say("bundles.need", idle), "/console/bundles"));
  }

  private Screen list(Visit visit) {
    Optional<String> search = visit.text("q");
    List<Bundle> found =
        Arrays.stream(context.getBundles())
            .filter(bundle -> search.map(text -> name(bundle).contains(text)).orElse(true))
            .sorted(
                Comparator.comparing(Requirements::isIdle)
                    .reversed()
                    .thenComparing(BundlesPage::name))
            .toList();
    Table table =
        Table.of(
            visit.say("bundles.title"),
            visit.say("bundles.bundle"),
            visit.say("bundles.version"),
            visit.say("head.state"));
    for (Bundle bundle : found) {
      table =
          table.row(
              Cell.link(visit.here(bundle.getBundleId()), name(bundle)),
              Cell.text(bundle.getVersion().toString()),
              badge(visit, bundle));
    }
    Piece filter =
        new Piece.Filter(
            visit.here(),
            List.of(Field.of("q", Field.Kind.TEXT, visit.say("bundles.search"), search)),
            visit.say("filter.submit"));
    return visit
        .screen("bundles")
        .add(filter)
        .add(found.isEmpty() ? visit.empty("filtered") : table);
  }

  private static String name(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return name == null ? bundle.getLocation() : name;
  }

  static Cell badge(Visit visit, Bundle bundle) {
    if (Requirements.isFragment(bundle)) {
      return new Cell.Badge(Tone.CALM, visit.say("bundles.fragment"));
    }
    return switch (bundle.getState()) {
      case Bundle.ACTIVE -> new Cell.Badge(Tone.GOOD, visit.say("bundles.active"));
      case Bundle.STARTING, Bundle.STOPPING ->
          new Cell.Badge(Tone.BUSY, visit.say("bundles.changing"));
      case Bundle.RESOLVED -> new Cell.Badge(Tone.WARN, visit.say("bundles.stopped"));
      default -> new Cell.Badge(Tone.BAD, visit.say("bundles.unresolved"));
    };
  }

  private Bundle found(Visit visit) {
    String id = visit.part("id");
    Bundle bundle = id.matches("\\d{1,9}") ? context.getBundle(Long.parseLong(id)) : null;
    if (bundle == null) {
      throw new NotFound("bundle", id);
    }
    return bundle;
  }

  private Screen detail(Visit visit) {
    Bundle bundle = found(visit);
    List<String> unmet = requirements.unmet(bundle);
    Screen screen =
        Screen.of(name(bundle), visit.say("bundles.detail.about"))
            .back(visit.say("bundles.title"), visit.here())
            .add(facts(visit, bundle));
    if (!unmet.isEmpty()) {
      Table table = Table.of(visit.say("bundles.unmet"), visit.say("bundles.unmet.what"));
      for (String one : unmet) {
        table = table.row(Cell.code(one));
      }
      screen =
          screen.add(
              new Piece.Section(
                  visit.say("bundles.unmet"),
                  visit.say("bundles.unmet.about"),
                  List.of(),
                  List.of(table)));
    }
    return screen.add(switching(visit, bundle));
  }

  private Piece facts(Visit visit, Bundle bundle) {
    List<Piece.Fact> facts = new ArrayList<>();
    facts.add(new Piece.Fact(visit.say("head.state"), badge(visit, bundle)));
    facts.add(
        new Piece.Fact(visit.say("bundles.version"), Cell.text(bundle.getVersion().toString())));
    facts.add(
        new Piece.Fact(
            visit.say("head.changed"),
            visit.written().time(java.time.Instant.ofEpochMilli(bundle.getLastModified()))));
    facts.add(
        new Piece.Fact(
            visit.say("bundles.users"), visit.written().count(requirements.users(bundle).size())));
    return new Piece.Facts(facts);
  }

  private Piece switching(Visit visit, Bundle bundle) {
    if (requirements.isNeeded(bundle)) {
      return new Piece.Notice(
          Tone.CALM, visit.say("bundles.needed"), visit.say("bundles.needed.text"));
    }
    if (bundle.getState() != Bundle.ACTIVE) {
      return new Piece.Toolbar(
          List.of(
              Action.send(visit.say("bundles.start"), visit.here(bundle.getBundleId(), "start"))
                  .main()));
    }
    List<String> users = requirements.users(bundle);
    String consequence =
        users.isEmpty()
            ? visit.say("bundles.stop.alone")
            : visit.say("bundles.stop.users", users.size(), String.join(", ", users));
    return new Piece.Toolbar(
        List.of(
            Action.send(visit.say("bundles.stop"), visit.here(bundle.getBundleId(), "stop"))
                .danger()
                .because(consequence)));
  }

  private Answer start(Visit visit) {
    Bundle bundle = found(visit);
    try {
      bundle.start();
    } catch (BundleException e) {
      throw new ParleyException(
          Fault.SETTINGS, "Bundle '" + name(bundle) + "' does not start: " + e.getMessage(), e);
    }
    return visit.done("bundle.started", bundle.getBundleId());
  }

  private Answer stop(Visit visit) {
    Bundle bundle = found(visit);
    if (requirements.isNeeded(bundle)) {
      throw new org.parley.api.Conflict(visit.say("bundles.needed.text"));
    }
    try {
      bundle.stop();
    } catch (BundleException e) {
      throw new ParleyException(
          Fault.HUB, "Bundle '" + name(bundle) + "' does not stop: " + e.getMessage(), e);
    }
    return visit.done("bundle.stopped", bundle.getBundleId());
  }
}
