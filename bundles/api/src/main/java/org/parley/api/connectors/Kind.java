// SPDX-License-Identifier: Apache-2.0
package org.parley.api.connectors;

/** What sort of system a connector joins. */
public enum Kind {
  SOCIAL,
  PUBLISHING,
  MEDIA,
  MESSAGING,
  COMMUNITY,
  BOOKMARKING,
  REVIEWS,
  LOCATION,
  FEED,
  EMAIL,
  CRM,
  SERVICE_DESK,
  ANALYTICS
}
