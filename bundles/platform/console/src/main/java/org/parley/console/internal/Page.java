// SPDX-License-Identifier: Apache-2.0
package org.parley.console.internal;

import java.util.List;
import org.parley.console.internal.view.Piece;

/** One subject's pages; a service, so that they are there as long as what they need is. */
public interface Page {
  Place place();

  /** What answers below the page's path. */
  Routes routes();

  /** What of this page's subject a search finds, the best first; a handful at most. */
  default List<Piece.Hit> seek(String text, Visit visit) {
    return List.of();
  }
}
