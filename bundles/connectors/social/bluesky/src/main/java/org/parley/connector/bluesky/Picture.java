// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.bluesky;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.campaigns.Teaser;
import org.parley.api.web.Fetcher;
import org.parley.api.web.Fetcher.Fetched;
import org.parley.api.web.Fetcher.Wanted;

/**
 * A picture on its way to the server, where posts refer to it.
 *
 * @param name under which the reference to it is kept
 */
record Picture(String name, byte[] bytes, String type) {
  static final String THUMB = "thumb";
  static final int LARGEST = 2_000_000;
  private static final int LARGEST_THUMB = 1_000_000;
  private static final int MOST_READ = 20_000_000;

  static String nameOf(int image) {
    return "images[" + image + "]";
  }

  /**
   * The pictures of a teaser. One that is to be shown must be there; a card does without.
   *
   * @throws InvalidInput naming the first that cannot be shown
   */
  static List<Picture> of(Teaser teaser, Fetcher fetcher) {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < teaser.images().size(); i++) {
      pictures.add(shown(nameOf(i), teaser.images().get(i), fetcher));
    }
    if (pictures.isEmpty() && teaser.link().isPresent()) {
      thumb(teaser, fetcher).ifPresent(pictures::add);
    }
    return pictures;
  }

  private static Picture shown(String name, Teaser.Image image, Fetcher fetcher) {
    Fetched fetched = fetch(image.address(), fetcher);
    String type = fetched.header("content-type").orElse("");
    if (fetched.status() != 200 || !type.startsWith("image/")) {
      throw new InvalidInput(
          name,
          "'%s' is no picture: status '%d', type '%s'"
              .formatted(image.address(), fetched.status(), type));
    }
    if (fetched.body().length > LARGEST) {
      throw new InvalidInput(
          name,
          "'%s' is '%d' bytes large; Bluesky takes at most %d"
              .formatted(image.address(), fetched.body().length, LARGEST));
    }
    return new Picture(name, fetched.body(), type);
  }

  private static Optional<Picture> thumb(Teaser teaser, Fetcher fetcher) {
    try {
      return teaser
          .card()
          .flatMap(Teaser.Card::image)
          .map(address -> shown(THUMB, new Teaser.Image(address, ""), fetcher))
          .filter(picture -> picture.bytes().length <= LARGEST_THUMB);
    } catch (ParleyException e) {
      return Optional.empty();
    }
  }

  private static Fetched fetch(URI address, Fetcher fetcher) {
    return fetcher.fetch(new Wanted(address, Map.of(), MOST_READ, Duration.ofSeconds(20)));
  }
}
