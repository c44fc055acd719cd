// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.mastodon;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.TextRules;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;

/**
 * What stands on Mastodon, in its own words.
 *
 * @param content in HTML
 */
record Status(String id, URI url, String content, String createdAt) {
  private static final Pattern MARKUP = Pattern.compile("<[^>]*>");
  private static final Pattern HOST_OF_MENTION =
      Pattern.compile("(?<=@[A-Za-z0-9_.-]{1,99})@[A-Za-z0-9.:-]+");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

  /** What Mastodon is asked to post. */
  record New(String status, List<String> mediaIds, String visibility, String language) {
    static New of(Outgoing<?> outgoing, String visibility) {
      var teaser = (Teaser) outgoing.content();
      return new New(
          TextRules.textOf(teaser),
          Upload.ids(outgoing),
          visibility.toLowerCase(Locale.ROOT),
          teaser.language().getLanguage());
    }
  }

  Outcome delivered() {
    return Outcome.delivered(id, url);
  }

  boolean isOlderThan(Instant moment) {
    return Instant.parse(createdAt).isBefore(moment);
  }

  /**
   * Whether it is what that text becomes here: mentions are shown without their host, and runs of
   * white space are as HTML has them.
   */
  boolean says(String text) {
    String plain =
        MARKUP
            .matcher(content)
            .replaceAll("")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
    return essence(plain).equals(essence(text));
  }

  private static String essence(String text) {
    return SPACE.matcher(HOST_OF_MENTION.matcher(text).replaceAll("")).replaceAll("");
  }
}
