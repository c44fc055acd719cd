// SPDX-License-Identifier: Apache-2.0
package org.parley.leadrouting.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.parley.api.Ids;
import org.parley.api.accounts.Accounts;
import org.parley.api.bus.Bus;
import org.parley.api.bus.BusRecord;
import org.parley.api.bus.GroupReader;
import org.parley.api.bus.Subscription;
import org.parley.api.bus.Topics;
import org.parley.api.interactions.Interaction;
import org.parley.api.leads.Lead;
import org.parley.api.leads.LeadCreated;
import org.parley.api.leads.LeadScored;
import org.parley.api.links.Origin;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.profiles.Profile;
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
  private final AssignLeads assign;
  private final InstantSource clock;
  private final int threshold;
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
    this.bus = bus;
    this.profiles = profiles;
    this.clock = InstantSource.system();
    this.assign = new AssignLeads(bus, profiles, accounts, clock);
    this.threshold = threshold;
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
        "profile.split");
  }

  @Override
  public void read(Transaction tx, BusRecord record) {
    if (record.data() instanceof InteractionJoined joined) {
      join(tx, joined);
    } else if (record.data() instanceof ProfileMerged merged) {
      Activity.move(tx, merged.other(), merged.profile());
      LeadTable.move(tx, merged.other(), merged.profile());
    } else if (record.data() instanceof ProfileSplit split) {
      Activity.moveBack(tx, split);
      LeadTable.moveBack(tx, split);
    }
  }

  /** A merge may have overtaken the record, and what an erased person did is not noted. */
  private void join(Transaction tx, InteractionJoined joined) {
    Optional<Profile> live = profiles.find(joined.profile());
    if (live.isPresent()
        && Activity.insert(tx, live.get().id(), joined.profile(), joined.interaction())) {
      look(tx, live.get(), joined);
    }
  }

  private void look(Transaction tx, Profile live, InteractionJoined joined) {
    UUID profile = live.id();
    List<Activity> activities = Activity.of(tx, profile);
    List<LeadScored.Points> points =
        new Score(Rules.scoring(tx), clock.instant()).explain(activities, live.attributes());
    Optional<Lead> open =
        LeadTable.ofProfile(tx, profile).stream()
            .filter(lead -> !lead.stage().closed())
            .findFirst();
    if (open.isPresent()) {
      score(tx, open.get(), points);
    } else if (joined.identified()) {
      consider(tx, profile, joined, activities, points);
    }
  }

  private void consider(
      Transaction tx,
      UUID profile,
      InteractionJoined joined,
      List<Activity> activities,
      List<LeadScored.Points> points) {
    Interaction last = joined.interaction();
    boolean asked = interest.contains(last.type());
    int score = Score.sum(points);
    if (asked || score >= threshold) {
      String reason =
          asked
              ? "Asked for contact: " + last.type().replace('.', ' ')
              : "Score " + score + " has reached " + threshold;
      create(tx, profile, joined, source(activities), points, reason);
    }
  }

  private void create(
      Transaction tx,
      UUID profile,
      InteractionJoined joined,
      Origin source,
      List<LeadScored.Points> points,
      String reason) {
    Instant now = clock.instant();
    Lead lead =
        new Lead(
            Ids.next(now),
            profile,
            joined.interaction().data().getOrDefault("interest", "general"),
            Lead.Stage.NEW,
            Score.sum(points),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            source,
            Optional.empty(),
            now,
            now);
    LeadTable.insert(tx, lead, joined.profile());
    LeadTable.tell(tx, lead.id(), now, "Became a lead. " + reason);
    List<BusRecord> records = new ArrayList<>();
    records.add(
        record(
            lead,
            now,
            new LeadCreated(lead.id(), lead.profile(), lead.interest(), source, reason)));
    records.add(record(lead, now, new LeadScored(lead.id(), lead.score(), points)));
    bus.append(tx, records);
    assign.byRule(tx, lead);
  }

  private void score(Transaction tx, Lead lead, List<LeadScored.Points> points) {
    int score = Score.sum(points);
    if (score != lead.score()) {
      Instant now = clock.instant();
      LeadTable.score(tx, lead.id(), score, now);
      bus.append(tx, List.of(record(lead, now, new LeadScored(lead.id(), score, points))));
    }
  }

  /** The last campaign that led here, or else whatever is known of the last way. */
  private static Origin source(List<Activity> activities) {
    Origin source = Origin.NONE;
    for (Activity activity : activities) {
      boolean tells = activity.origin().campaign().isPresent() || source.campaign().isEmpty();
      if (tells && !activity.origin().equals(Origin.NONE)) {
        source = activity.origin();
      }
    }
    return source;
  }

  private static BusRecord record(Lead lead, Instant now, org.parley.api.bus.RecordData data) {
    return BusRecord.of(Room.SOURCE, lead.id().toString(), now, data);
  }
}
