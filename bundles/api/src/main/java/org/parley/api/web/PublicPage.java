// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Pages that anybody may open, such as {@code /f/{form}}; published as a service, they are there as
 * long as the service is.
 *
 * <p>The hub has already done what every page needs: the body is read within bounds and decoded, a
 * form posted by a page of a foreign site is refused, the strict headers of the answer are set. No
 * session and no cookie belong to these pages.
 */
@ConsumerType
public interface PublicPage {
  /**
   * The first part of the path that is handed over, with all below it: {@code f} for {@code /f} and
   * {@code /f/…}. Lower-case letters, digits and dashes. Where two pages name the same one, the one
   * with the higher service ranking answers.
   */
  String prefix();

  /**
   * Answers one request; called from any thread, may block on the database.
   *
   * @throws org.parley.api.ParleyException shown to the visitor as a plain page with its status; of
   *     its message only that of an {@link org.parley.api.InvalidInput} is shown
   */
  PageAnswer answer(PageVisit visit);
}
