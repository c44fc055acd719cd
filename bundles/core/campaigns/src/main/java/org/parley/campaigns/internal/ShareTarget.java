// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;

/** The networks that offer a page for passing an address on, and how that page is addressed. */
enum ShareTarget {
  BLUESKY("bluesky", "https://bsky.app/intent/compose?text={text}%20{url}"),
  EMAIL("email", "mailto:?subject={text}&body={url}"),
  FACEBOOK("facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
  LINKEDIN("linkedin", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
  MASTODON("mastodon", "https://mastodonshare.com/?text={text}&url={url}"),
  REDDIT("reddit", "https://www.reddit.com/submit?url={url}&title={text}"),
  TELEGRAM("telegram", "https://t.me/share/url?url={url}&text={text}"),
  WHATSAPP("whatsapp", "https://api.whatsapp.com/send?text={text}%20{url}"),
  X("x", "https://twitter.com/intent/tweet?url={url}&text={text}");

  private final String network;
  private final String address;

  ShareTarget(String network, String address) {
    this.network = network;
    this.address = address;
  }

  String network() {
    return network;
  }

  URI address(URI shortUrl, String text) {
    return URI.create(
        address.replace("{url}", encode(shortUrl.toString())).replace("{text}", encode(text)));
  }

  static ShareTarget of(String network) {
    for (ShareTarget target : values()) {
      if (target.network.equals(network)) {
        return target;
      }
    }
    throw new IllegalArgumentException("No sharing page of '" + network + "' is known");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
