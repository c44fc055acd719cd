// SPDX-License-Identifier: Apache-2.0
package org.parley.campaigns.internal;

import static org.parley.api.web.Markup.escape;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.UUID;
import org.parley.api.campaigns.Message;
import org.parley.api.mail.MailRequested;
import org.parley.api.profiles.Profile;

/** Writes a message as a mail to one person. */
final class WriteMail {
  private WriteMail() {}

  /**
   * @param mailing the mailing that the mail belongs to
   * @param purpose the consent purpose that its audience has given
   * @param link the mailing's short link
   * @param preferences the reader's own page for changing what he or she receives
   * @param unsubscribe the one-click address
   */
  record Envelope(
      UUID mail,
      UUID mailing,
      String purpose,
      String address,
      URI link,
      URI preferences,
      URI unsubscribe) {
    URI share() {
      return SharePage.address(preferences, mail);
    }
  }

  static MailRequested write(Envelope envelope, Message message, Profile profile) {
    ResourceBundle words = words(message.language());
    return new MailRequested(
        envelope.mail(),
        Optional.empty(),
        Optional.of(envelope.mailing()),
        Optional.of(profile.id()),
        Optional.of(envelope.purpose()),
        envelope.address(),
        message.title(),
        text(envelope, message, words),
        Optional.of(html(envelope, message, words)),
        Optional.of(envelope.unsubscribe()),
        message.language());
  }

  private static String text(Envelope envelope, Message message, ResourceBundle words) {
    return """
    %s

    %s

    %s: %s

    %s: %s

    --
    %s: %s
    """
        .formatted(
            message.title(),
            message.text(),
            words.getString("readMore"),
            envelope.link(),
            words.getString("share"),
            envelope.share(),
            words.getString("preferences"),
            envelope.preferences());
  }

  private static String html(Envelope envelope, Message message, ResourceBundle words) {
    return
"""
<!doctype html>
<html lang="%s">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%s</title></head>
<body style="font-family:sans-serif;line-height:1.5;max-width:36em;margin:2em auto;padding:0 1em">
<h1 style="font-size:1.4em">%s</h1>
<p>%s</p>
<p><a href="%s">%s</a></p>
<p><a href="%s">%s</a></p>
<hr>
<p style="font-size:.85em"><a href="%s">%s</a></p>
</body>
</html>
"""
        .formatted(
            escape(message.language().toLanguageTag()),
            escape(message.title()),
            escape(message.title()),
            escape(message.text()).replace("\n", "<br>\n"),
            escape(envelope.link().toString()),
            escape(words.getString("readMore")),
            escape(envelope.share().toString()),
            escape(words.getString("share")),
            escape(envelope.preferences().toString()),
            escape(words.getString("preferences")));
  }

  static ResourceBundle words(Locale language) {
    return ResourceBundle.getBundle(
        "org.parley.campaigns.internal.mail",
        language,
        WriteMail.class.getClassLoader(),
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
