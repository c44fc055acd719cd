// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.parley.api.accounts.Accounts;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.profiles.ProfileErased;
import org.parley.api.profiles.ProfileMerged;
import org.parley.api.profiles.ProfileSplit;
import org.parley.api.profiles.Profiles;
import org.parley.api.store.Store;
import org.parley.api.store.Transaction;

/**
 * Follows what people do, scores it, and makes a lead of whoever shows a sales interest or becomes
 * ripe.
 */
@Component(
    configurationPid = "org.parley.leadrouting",
    reference = @Reference(name = "tables", service = Store.class, target = Room.STORE))
@Designate(ocd = FindLeads.Settings.class)
public final class FindLeads implements GroupReader {
  /** When a profile becomes a lead. */
  @ObjectClassDefinition(name = "Lead routing")
  public @interface Settings {
    @AttributeDefinition(
        description = "An identified profile whose score reaches this many points becomes a lead")
    int threshold() default 50;

    @AttributeDefinition(
        description =
            "Interaction types by which an identified person asks for contact and is a lead at once")
    String[] interest() default {"form.confirmed", "contact.requested"};
  }

  private final Bus bus;
  private final Profiles profiles;
  private final ScoreLeads score;
  private final List<String> interest;

  @Activate
  public FindLeads(
      Settings settings,
      @Reference Bus bus,
      @Reference Profiles profiles,
      @Reference Accounts accounts) {
    this(settings.threshold(), List.of(settings.interest()), bus, profiles, accounts);
  }

  private FindLeads(
      int threshold, List<String> interest, Bus bus, Profiles profiles, Accounts accounts) {
    InstantSource clock = InstantSource.system();
    this.bus = bus;
    this.profiles = profiles;
    this.score =
        new ScoreLeads(bus, new AssignLeads(bus, profiles, accounts, clock), threshold, clock);
    this.interest = interest;
  }

  /** For tests: with the default settings. */
  static FindLeads withDefaults(Bus bus, Profiles profiles, Accounts accounts) {
    return new FindLeads(
        50, List.of("form.confirmed", "contact.requested"), bus, profiles, accounts);
  }

  @Override
  public Subscription subscription() {
    return Subscription.of(
        "lead-routing.find-leads",
        Topics.PROFILES,
        "interaction.joined",
        "profile.merged",
        "profile.split",
        "profile.erased");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof InteractionJoined joined) {
      join(tx, joined);
    } else if (record.data() instanceof ProfileMerged merged) {
      Activity.move(tx, merged.other(), merged.profile());
      LeadTable.move(tx, merged.other(), merged.profile());
      scoreAnew(tx, merged.profile());
    } else if (record.data() instanceof ProfileSplit split) {
      Activity.moveBack(tx, split);
      LeadTable.moveBack(tx, split);
      scoreAnew(tx, split.profile());
      scoreAnew(tx, split.other());
    } else if (record.data() instanceof ProfileErased erased) {
      ForgetPeople.of(tx, erased, bus);
    }
  }

  /** A merge may have overtaken the record, and what an erased person did is not noted. */
  private void join(Transaction tx, InteractionJoined joined) {
    Optional<Profiles.Who> live = profiles.who(joined.profile());
    if (live.isPresent()
        && Activity.insert(tx, live.get().id(), joined.profile(), joined.interaction())) {
      look(tx, live.get(), occasion(joined));
    }
  }

  /** Most of what people do makes no lead and concerns none: then nothing more is asked. */
  private void look(Transaction tx, Profiles.Who live, ScoreLeads.Occasion occasion) {
    if (score.isConcerned(tx, live, occasion)) {
      profiles.find(live.id()).ifPresent(profile -> score.look(tx, profile, occasion));
    }
  }

  /** A form that is about no sales interest says so by a blank one: it asks for no contact. */
  private ScoreLeads.Occasion occasion(InteractionJoined joined) {
    String type = joined.interaction().type();
    Optional<String> said = Optional.ofNullable(joined.interaction().data().get("interest"));
    boolean asks = interest.contains(type) && said.filter(String::isBlank).isEmpty();
    return new ScoreLeads.Occasion(
        joined.profile(),
        said.filter(Predicate.not(String::isBlank)),
        asks ? Optional.of(type.replace('.', ' ')) : Optional.empty());
  }

  /** What points at the person has changed, and with it what counts for the score. */
  private void scoreAnew(Transaction tx, UUID profile) {
    profiles
        .find(profile)
        .ifPresent(
            live ->
                score.look(
                    tx,
                    live,
                    new ScoreLeads.Occasion(live.id(), Optional.empty(), Optional.empty())));
  }
}
