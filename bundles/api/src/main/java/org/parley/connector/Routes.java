// SPDX-License-Identifier: Apache-2.0
package org.parley.connector;

import java.time.Duration;
import java.util.UUID;
import org.apache.camel.model.RouteDefinition;
import org.osgi.annotation.versioning.ProviderType;
import org.parley.api.connectors.Capability;

/**
 * Where a connector lays the routes of one account: a sink finishes a route that the hub has begun,
 * a source begins a route that the hub finishes.
 *
 * <p>Each method hands out a route that is open: add the steps of the happy path, in the system's
 * own words. What a route needs stands in the body of its message, and so must what it comes to;
 * all headers that arrived are the hub's and all that leave are dropped. A step may throw any
 * exception: the hub tells from it who must act. A step that knows better throws a {@link
 * org.parley.api.ParleyException} or comes to an {@link Outcome}.
 */
@ProviderType
public interface Routes {
  /** The account whose routes these are. */
  UUID account();

  /**
   * Begins the route that hands something over to the system: from an {@link Outgoing} to an {@link
   * Outcome}. The content is a {@link org.parley.api.campaigns.Teaser} for {@code PUBLISH} and
   * {@code EDIT}, a {@link org.parley.api.campaigns.PostWithdrawn} for {@code DELETE}, a {@link
   * org.parley.api.mentions.ReplyRequested} for {@code REPLY}, a {@link
   * org.parley.api.messages.MessageRequested} for {@code DIRECT_MESSAGE}, a {@link
   * org.parley.api.mail.MailRequested} for {@code SEND_MAIL}, a {@link
   * org.parley.api.mail.AddressSuppressed} for {@code SUPPRESSION}, a {@link
   * org.parley.api.leads.LeadAssigned} for {@code LEAD_UPSERT} and a {@link
   * org.parley.api.crm.ContactRequested} for {@code CONTACT_UPSERT}; what it is done to is {@link
   * Outgoing#on()}. Only its last call may be one that people see the effect of: what comes before
   * belongs into {@link #prepare}.
   */
  RouteDefinition sink(Capability sink);

  /**
   * Begins the route that makes ready, before a sink, what can be done without anyone seeing it,
   * such as uploading a picture: from an {@link Outgoing} to a {@code Map<String, String>}, which
   * the hub keeps and hands to the sink as {@link Outgoing#prepared()}. Optional; may be run again.
   */
  RouteDefinition prepare(Capability sink);

  /**
   * Begins the route that looks whether the system holds what a sink handed over without learning
   * its outcome: from an {@link Outgoing} to an {@code Optional<Outcome.Delivered>}, empty when it
   * certainly is not there. Demanded of each sink that is {@link
   * org.parley.api.connectors.Repeat.ReadBack}.
   */
  RouteDefinition readBack(Capability sink);

  /**
   * Begins the route that asks the system for what is new: from a {@link Poll} to a {@link Polled}.
   * The hub calls it at that pace, on one hub at a time.
   */
  RouteDefinition poll(Capability source, Duration pace);

  /**
   * Begins the route that understands a call by the system at the account's own address {@code
   * /hooks/<account>}: from a {@link Webhook} whose signature the hub has verified to a {@code
   * List<Found>}. An account has one address, so a system that tells of several things there has
   * one route for them, laid for any of the sources; the finds may belong to the topic of each
   * source in the descriptor.
   */
  RouteDefinition webhook(Capability source, Hook hook);

  /** The same for a system that proves its calls and asks for nothing before. */
  default RouteDefinition webhook(Capability source, Signature signature) {
    return webhook(source, Hook.of(signature));
  }

  /**
   * Begins the route that asks the system to call the hub, or to go on: from a {@link
   * Renewal.Asked} to a {@link Renewal}. Optional, and only beside a webhook; asked when the
   * account is switched on, and again in time before the system would stop, on one hub at a time.
   */
  RouteDefinition renew();

  /**
   * Begins a route at an endpoint of Camel, such as a broker's topic; it comes to a {@code
   * List<Found>}, and the endpoint is told of success only when these are on the bus.
   */
  RouteDefinition listen(Capability source, String endpoint);

  /**
   * Begins the route behind "Test connection", which changes nothing in the system: from no body to
   * one sentence on what was found, such as {@code Signed in as @ada}. Also asked when the account
   * is switched on, and to see whether a system that was away is back.
   */
  RouteDefinition check();

  /**
   * Begins the route that asks for the rules which hold for this account alone, such as those of
   * its own instance or of what it pays for: from no body to {@link
   * org.parley.api.connectors.Rules}. Optional; asked when the account is switched on and once a
   * day. Until it has come to rules, those of the descriptor hold.
   */
  RouteDefinition rules();

  /**
   * Begins the route that fetches or renews the account's token: from an {@code Optional<Token>},
   * the last one, to a {@link Token}. Demanded when the descriptor signs in by {@link
   * org.parley.api.connectors.SignIn.Session}; never run twice at once. All other routes find the
   * header {@code Authorization} set to {@code Bearer <access>}; with other ways to sign in they
   * find what the descriptor's {@link org.parley.api.connectors.Proof} says, or the request is
   * signed when it leaves.
   */
  RouteDefinition signIn();
}
