// SPDX-License-Identifier: Apache-2.0
package org.parley.api.links;

import java.util.UUID;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What people do to short links. Called at the edge, by web and console, and by no other room:
 * rooms append {@link LinkRequested}.
 */
@ProviderType
public interface LinkDesk {
  /**
   * Makes a short link.
   *
   * @throws org.parley.api.InvalidInput naming every bad field
   * @throws org.parley.api.Conflict when the chosen slug, or one that looks like it, is taken
   */
  Link create(NewLink input);

  /**
   * Changes a link as a whole: what is left out is cleared. Its slug stays.
   *
   * @param version the version that the change is based on
   * @throws org.parley.api.InvalidInput naming every bad field
   * @throws org.parley.api.NotFound when there is no such link
   * @throws org.parley.api.Conflict when it has changed since
   */
  Link change(UUID link, LinkChange input, long version);

  /**
   * Takes a link back, or lets it answer again.
   *
   * @param version the version that the change is based on
   * @return the link, unchanged when it is in that state already
   * @throws org.parley.api.NotFound when there is no such link
   * @throws org.parley.api.Conflict when it has changed since
   */
  Link setState(UUID link, Link.State state, long version);

  /**
   * The QR code of a link's address, black on white with its quiet zone.
   *
   * @throws org.parley.api.NotFound when there is no such link
   */
  byte[] draw(UUID link, QrFormat format);

  /** How a QR code is drawn. */
  enum QrFormat {
    /** For print, at any size. */
    SVG,
    /** For screens, at least 512 pixels wide. */
    PNG
  }
}
