// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;

/** The networks that offer a page for passing an address on, and how that page is addressed. */
enum ShareTarget {
  BLUESKY("bluesky", "Bluesky", "https://bsky.app/intent/compose?text={text}%20{url}"),
  EMAIL("email", "E-Mail", "mailto:?subject={text}&body={url}"),
  FACEBOOK("facebook", "Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
  LINKEDIN("linkedin", "LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
  MASTODON("mastodon", "Mastodon", "https://mastodonshare.com/?text={text}&url={url}"),
  REDDIT("reddit", "Reddit", "https://www.reddit.com/submit?url={url}&title={text}"),
  TELEGRAM("telegram", "Telegram", "https://t.me/share/url?url={url}&text={text}"),
  WHATSAPP("whatsapp", "WhatsApp", "https://api.whatsapp.com/send?text={text}%20{url}"),
  X("x", "X", "https://twitter.com/intent/tweet?url={url}&text={text}");

  private final String network;
  private final String label;
  private final String address;

  ShareTarget(String network, String label, String address) {
    this.network = network;
    this.label = label;
    this.address = address;
  }

  String network() {
    return network;
  }

  /** What people call it. */
  String label() {
    return label;
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
