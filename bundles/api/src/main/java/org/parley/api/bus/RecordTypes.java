// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.parley.api.audience.AudienceCounted;
import org.parley.api.audience.FollowerJoined;
import org.parley.api.audience.FollowerLeft;
import org.parley.api.campaigns.CampaignCreated;
import org.parley.api.campaigns.ChangeFailed;
import org.parley.api.campaigns.MailingPlanned;
import org.parley.api.campaigns.MailingRequested;
import org.parley.api.campaigns.PostChanged;
import org.parley.api.campaigns.PostFailed;
import org.parley.api.campaigns.PostPlanned;
import org.parley.api.campaigns.PostPublished;
import org.parley.api.campaigns.PostRemoved;
import org.parley.api.campaigns.PostRequested;
import org.parley.api.campaigns.PostRewritten;
import org.parley.api.campaigns.PostWithdrawn;
import org.parley.api.content.ItemReceived;
import org.parley.api.crm.ContactRequested;
import org.parley.api.crm.ContactSynced;
import org.parley.api.crm.CrmChanged;
import org.parley.api.crm.CrmSynced;
import org.parley.api.interactions.Interaction;
import org.parley.api.leads.LeadAccepted;
import org.parley.api.leads.LeadAssigned;
import org.parley.api.leads.LeadClosed;
import org.parley.api.leads.LeadCreated;
import org.parley.api.leads.LeadScored;
import org.parley.api.links.ClickRecorded;
import org.parley.api.links.LinkChanged;
import org.parley.api.links.LinkCreated;
import org.parley.api.links.LinkRefused;
import org.parley.api.links.LinkRequested;
import org.parley.api.links.LinkRetired;
import org.parley.api.mail.AddressSuppressed;
import org.parley.api.mail.MailBounced;
import org.parley.api.mail.MailComplained;
import org.parley.api.mail.MailFailed;
import org.parley.api.mail.MailRequested;
import org.parley.api.mail.MailSent;
import org.parley.api.mail.MailUnclear;
import org.parley.api.mail.SuppressionSynced;
import org.parley.api.mentions.MentionReceived;
import org.parley.api.mentions.ReplyFailed;
import org.parley.api.mentions.ReplyPublished;
import org.parley.api.mentions.ReplyRequested;
import org.parley.api.mentions.ReviewReceived;
import org.parley.api.messages.MessageFailed;
import org.parley.api.messages.MessageReceived;
import org.parley.api.messages.MessageRequested;
import org.parley.api.messages.MessageSent;
import org.parley.api.profiles.ConsentChanged;
import org.parley.api.profiles.ConsentGiven;
import org.parley.api.profiles.InteractionJoined;
import org.parley.api.profiles.ProfileErased;
import org.parley.api.profiles.ProfileIdentified;
import org.parley.api.profiles.ProfileMerged;
import org.parley.api.profiles.ProfileSplit;
import org.parley.api.security.ActionTaken;

/** The catalogue of everything that is said on the bus: which Java record stands for which type. */
public final class RecordTypes {
  /** Every record type that has a Java record of its own; each is listed once. */
  public static final List<Known> ALL =
      List.of(
          known(Topics.INTERACTIONS, "click.recorded", ClickRecorded.class),
          known(Topics.INTERACTIONS, "consent.given", ConsentGiven.class),
          known(Topics.LINKS, "link.requested", LinkRequested.class),
          known(Topics.LINKS, "link.created", LinkCreated.class),
          known(Topics.LINKS, "link.refused", LinkRefused.class),
          known(Topics.LINKS, "link.changed", LinkChanged.class),
          known(Topics.LINKS, "link.retired", LinkRetired.class),
          known(Topics.PROFILES, "profile.identified", ProfileIdentified.class),
          known(Topics.PROFILES, "profile.merged", ProfileMerged.class),
          known(Topics.PROFILES, "profile.split", ProfileSplit.class),
          known(Topics.PROFILES, "profile.erased", ProfileErased.class),
          known(Topics.PROFILES, "consent.changed", ConsentChanged.class),
          known(Topics.PROFILES, "interaction.joined", InteractionJoined.class),
          known(Topics.LEADS, "lead.created", LeadCreated.class),
          known(Topics.LEADS, "lead.scored", LeadScored.class),
          known(Topics.LEADS, "lead.assigned", LeadAssigned.class),
          known(Topics.LEADS, "lead.accepted", LeadAccepted.class),
          known(Topics.LEADS, "lead.closed", LeadClosed.class),
          known(Topics.CAMPAIGNS, "campaign.created", CampaignCreated.class),
          known(Topics.CAMPAIGNS, "mailing.planned", MailingPlanned.class),
          known(Topics.CAMPAIGNS, "mailing.requested", MailingRequested.class),
          known(Topics.POSTS, "post.planned", PostPlanned.class),
          known(Topics.POSTS, "post.requested", PostRequested.class),
          known(Topics.POSTS, "post.published", PostPublished.class),
          known(Topics.POSTS, "post.failed", PostFailed.class),
          known(Topics.POSTS, "post.rewritten", PostRewritten.class),
          known(Topics.POSTS, "post.withdrawn", PostWithdrawn.class),
          known(Topics.POSTS, "post.changed", PostChanged.class),
          known(Topics.POSTS, "post.removed", PostRemoved.class),
          known(Topics.POSTS, "change.failed", ChangeFailed.class),
          known(Topics.MENTIONS, "mention.received", MentionReceived.class),
          known(Topics.MENTIONS, "review.received", ReviewReceived.class),
          known(Topics.MENTIONS, "reply.requested", ReplyRequested.class),
          known(Topics.MENTIONS, "reply.published", ReplyPublished.class),
          known(Topics.MENTIONS, "reply.failed", ReplyFailed.class),
          known(Topics.MESSAGES, "message.requested", MessageRequested.class),
          known(Topics.MESSAGES, "message.sent", MessageSent.class),
          known(Topics.MESSAGES, "message.failed", MessageFailed.class),
          known(Topics.MESSAGES, "message.received", MessageReceived.class),
          known(Topics.AUDIENCE, "follower.joined", FollowerJoined.class),
          known(Topics.AUDIENCE, "follower.left", FollowerLeft.class),
          known(Topics.AUDIENCE, "audience.counted", AudienceCounted.class),
          known(Topics.MAIL, "mail.requested", MailRequested.class),
          known(Topics.MAIL, "mail.sent", MailSent.class),
          known(Topics.MAIL, "mail.bounced", MailBounced.class),
          known(Topics.MAIL, "mail.complained", MailComplained.class),
          known(Topics.MAIL, "mail.failed", MailFailed.class),
          known(Topics.MAIL, "mail.unclear", MailUnclear.class),
          known(Topics.MAIL, "address.suppressed", AddressSuppressed.class),
          known(Topics.MAIL, "suppression.synced", SuppressionSynced.class),
          known(Topics.CRM, "crm.changed", CrmChanged.class),
          known(Topics.CRM, "crm.synced", CrmSynced.class),
          known(Topics.CRM, "contact.requested", ContactRequested.class),
          known(Topics.CRM, "contact.synced", ContactSynced.class),
          known(Topics.CONTENT, "item.received", ItemReceived.class),
          known(Topics.AUDIT, "action.taken", ActionTaken.class));

  /**
   * What stands for all other types of a topic: its Java record carries the type as a component.
   */
  public static final List<Known> FREE =
      List.of(known(Topics.INTERACTIONS, "*", Interaction.class));

  private RecordTypes() {}

  /** The Java record for a type of a topic; empty when this hub knows none. */
  public static Optional<Class<? extends RecordData>> find(String topic, String type) {
    Optional<Class<? extends RecordData>> named = in(ALL, topic, type);
    return named.isPresent() ? named : in(FREE, topic, "*");
  }

  private static Optional<Class<? extends RecordData>> in(
      List<Known> list, String topic, String type) {
    for (Known known : list) {
      if (known.topic.equals(topic) && known.type.equals(type)) {
        return Optional.of(known.data);
      }
    }
    return Optional.empty();
  }

  private static Known known(String topic, String type, Class<? extends RecordData> data) {
    return new Known(topic, type, data);
  }

  /**
   * @param type the record type, {@code *} for all that are not listed
   * @param data the Java record that such a record's data is read into
   */
  public record Known(String topic, String type, Class<? extends RecordData> data) {
    public Known {
      requireNonNull(topic);
      requireNonNull(type);
      requireNonNull(data);
    }
  }
}
