// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parley.api.bus.Topics;

/**
 * What a system can do for the hub.
 *
 * <p>A <em>sink</em> takes records of a topic outward, a <em>source</em> brings records onto a
 * topic; the rest describe how.
 */
public enum Capability {
  /** Puts a teaser out as a post; fed by {@code post.requested}. */
  PUBLISH(Role.SINK, Topics.POSTS),
  /** Changes a post that stands; fed by {@code post.rewritten}. */
  EDIT(Role.SINK, Topics.POSTS),
  /** Takes a post back; fed by {@code post.withdrawn}. */
  DELETE(Role.SINK, Topics.POSTS),
  /** Takes a text that is too long as a row of posts. */
  THREAD(Role.TRAIT, null),
  /** Shows pictures, videos or documents with a post. */
  MEDIA(Role.TRAIT, null),
  /** Answers in public what somebody said; fed by {@code reply.requested}. */
  REPLY(Role.SINK, Topics.MENTIONS),
  /** Carries a message to one person; fed by {@code message.requested}. */
  DIRECT_MESSAGE(Role.SINK, Topics.MESSAGES),
  /** Sends a mail; fed by {@code mail.requested}. */
  SEND_MAIL(Role.SINK, Topics.MAIL),
  /** Keeps a list of addresses that get no mail; fed by {@code address.suppressed}. */
  SUPPRESSION(Role.SINK, Topics.MAIL),
  /** Creates or changes a contact without a lead; fed by {@code contact.requested}. */
  CONTACT_UPSERT(Role.SINK, Topics.CRM),
  /** Creates or changes a lead and its contact; fed by {@code lead.assigned}. */
  LEAD_UPSERT(Role.SINK, Topics.LEADS),
  /** Is asked for mentions, comments and replies. */
  LISTEN_POLL(Role.SOURCE, Topics.MENTIONS),
  /** Keeps a connection open over which mentions come. */
  LISTEN_STREAM(Role.SOURCE, Topics.MENTIONS),
  /** Tells of mentions by calling the hub. */
  LISTEN_WEBHOOK(Role.SOURCE, Topics.MENTIONS),
  /** Shows direct messages that people sent. */
  INBOX(Role.SOURCE, Topics.MESSAGES),
  /** Shows reviews with their rating. */
  REVIEWS(Role.SOURCE, Topics.MENTIONS),
  /** Has items to read, such as a feed. */
  FEED_IN(Role.SOURCE, Topics.CONTENT),
  /** Tells of forms that people filled in there, such as those of lead ads. */
  FORMS_IN(Role.SOURCE, Topics.INTERACTIONS),
  /** Tells of mails that came back, and of complaints. */
  MAIL_EVENTS(Role.SOURCE, Topics.MAIL),
  /** Tells what became of leads. */
  CRM_CHANGES(Role.SOURCE, Topics.CRM),
  /** Shows its figures for a post. */
  INSIGHTS(Role.SOURCE, Topics.POSTS),
  /** Shows who follows, or how many. */
  AUDIENCE(Role.SOURCE, Topics.AUDIENCE);

  private final Role role;
  private final @Nullable String topic;

  Capability(Role role, @Nullable String topic) {
    this.role = role;
    this.topic = topic;
  }

  public Role role() {
    return role;
  }

  /** The topic that a sink reads or a source writes, empty for a trait. */
  public Optional<String> topic() {
    return Optional.ofNullable(topic);
  }

  /** Which way the records of a capability go. */
  public enum Role {
    /** From the bus to the system. */
    SINK,
    /** From the system to the bus. */
    SOURCE,
    /** Neither: it describes the others. */
    TRAIT
  }
}
