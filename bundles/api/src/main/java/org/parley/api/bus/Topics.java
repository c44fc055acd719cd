// SPDX-License-Identifier: Apache-2.0
package org.parley.api.bus;

/** The names of the topics. */
public final class Topics {
  /** What people did; keyed by profile, visitor or link. Written by web, connectors and landing. */
  public static final String INTERACTIONS = "interactions";

  /** What became of short links; keyed by link id. Requested by anyone, written by shortening. */
  public static final String LINKS = "links";

  /** Who is who; keyed by profile. Written by profiling. */
  public static final String PROFILES = "profiles";

  /** Sales interests; keyed by lead. Written by lead routing. */
  public static final String LEADS = "leads";

  /** Campaigns and their messages; keyed by campaign. Written by campaigns. */
  public static final String CAMPAIGNS = "campaigns";

  /** Teasers on their way to a network; keyed by post. Written by campaigns and connectors. */
  public static final String POSTS = "posts";

  /** What is said about or to us, and our answers; keyed by person. Written by connectors. */
  public static final String MENTIONS = "mentions";

  /** Direct messages; keyed by person. Written by campaigns, listening and connectors. */
  public static final String MESSAGES = "messages";

  /** Who follows an account, and how many; keyed by person or account. Written by connectors. */
  public static final String AUDIENCE = "audience";

  /**
   * Mail to and from people; keyed by a hash of the address. Written by campaigns, landing and
   * connectors.
   */
  public static final String MAIL = "mail";

  /** What CRMs are to hold, say and have taken; keyed by lead or profile. */
  public static final String CRM = "crm";

  /**
   * Content that came in from elsewhere, such as feed items; keyed by account. Written by
   * connectors.
   */
  public static final String CONTENT = "content";

  /** What a person or key did; keyed by actor. */
  public static final String AUDIT = "audit";

  private Topics() {}
}
