// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parley.api.InvalidInput;
import org.parley.api.campaigns.Teaser;
import org.parley.api.web.Fetcher;
import org.parley.api.web.Fetcher.Fetched;
import org.parley.api.web.Fetcher.Wanted;
import org.parley.connector.Outgoing;

/**
 * A picture on its way to the server.
 *
 * @param name under which its id is kept
 */
record Picture(String name, byte[] bytes, String type, String altText) {
  private static final int MOST_READ = 40_000_000;

  static String nameOf(int image) {
    return "images[" + image + "]";
  }

  /**
   * The pictures of a teaser.
   *
   * @throws InvalidInput naming the first that cannot be shown
   */
  static List<Picture> of(Outgoing<?> outgoing, Fetcher fetcher) {
    List<Picture> pictures = new ArrayList<>();
    for (Teaser.Image image : ((Teaser) outgoing.content()).images()) {
      pictures.add(of(nameOf(pictures.size()), image, fetcher));
    }
    return pictures;
  }

  private static Picture of(String name, Teaser.Image image, Fetcher fetcher) {
    Fetched fetched =
        fetcher.fetch(new Wanted(image.address(), Map.of(), MOST_READ, Duration.ofSeconds(20)));
    String type = fetched.header("content-type").orElse("").replaceFirst(";.*", "").strip();
    if (fetched.status() != 200 || !type.startsWith("image/")) {
      throw new InvalidInput(
          name,
          "'%s' is no picture: status '%d', type '%s'"
              .formatted(image.address(), fetched.status(), type));
    }
    return new Picture(name, fetched.body(), type, image.altText());
  }

  /** As a form (RFC 7578). */
  byte[] form(String boundary) {
    var form = new ByteArrayOutputStream();
    String part = "--" + boundary + "\r\nContent-Disposition: form-data; name=";
    if (!altText.isEmpty()) {
      form.writeBytes((part + "\"description\"\r\n\r\n" + altText + "\r\n").getBytes(UTF_8));
    }
    String file = part + "\"file\"; filename=\"picture\"\r\nContent-Type: " + type + "\r\n\r\n";
    form.writeBytes(file.getBytes(UTF_8));
    form.writeBytes(bytes);
    form.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(UTF_8));
    return form.toByteArray();
  }
}
