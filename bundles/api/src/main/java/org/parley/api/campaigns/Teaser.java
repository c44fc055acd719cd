// SPDX-License-Identifier: Apache-2.0
package org.parley.api.campaigns;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A message in one network's own form.
 *
 * @param text what is said, the short link within it where the network shows no card
 * @param language of the text
 * @param link the short link to put out
 * @param card what a network that shows link cards is to show, with the link
 * @param images to show, in order
 * @param hashtags without their sign
 */
public record Teaser(
    String text,
    Locale language,
    Optional<URI> link,
    Optional<Card> card,
    List<Image> images,
    List<String> hashtags) {
  public Teaser {
    images = List.copyOf(images);
    hashtags = List.copyOf(hashtags);
  }

  /**
   * @param title of the page that the link leads to
   * @param description of it
   * @param image a picture of it
   */
  public record Card(String title, String description, Optional<URI> image) {}

  /**
   * @param address where the hub fetches it
   * @param altText what it shows, for those who cannot see it
   */
  public record Image(URI address, String altText) {}
}
