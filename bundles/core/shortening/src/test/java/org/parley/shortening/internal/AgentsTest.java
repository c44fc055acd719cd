// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentsTest {
  private final Agents agents = new Agents();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 9; CUBOT_X18_Plus) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; U; Android 15; en-gb; CPH2617 Build/AP3A.240617.008) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.6422.72 Mobile Safari/537.36 HeyTapBrowser/45",
        "Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18"
      })
  void takesBrowsersForPeople(String browser) {
    assertThat(agents.tell(browser))
        .isEqualTo(new Agents.Agent(browser, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html) | Googlebot",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/116.0.1938.76 Safari/537.36 | bingbot",
        "curl/8.5.0 | curl",
        "python-requests/2.32.3 | python-requests",
        "Java-http-client/17.0.12 | Java-http-client",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0 Safari/537.36 | HeadlessChrome",
        "ListGemBot/1.0 | ListGemBot"
      })
  void namesRobots(String robot, String name) {
    assertThat(agents.tell(robot).robot()).contains(name);
    assertThat(agents.tell(robot).witness()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Mozilla/5.0 (compatible; NeverHeardOf/1.0; +https://example.org/about)",
        "Some Crawler 3"
      })
  void knowsRobotsThatAreOnNoList(String robot) {
    assertThat(agents.tell(robot).robot()).contains("unnamed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php) | facebook",
        "Twitterbot/1.0 | x",
        "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com) | linkedin",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots) | slack",
        "TelegramBot (like TwitterBot) | telegram",
        "WhatsApp/2.23.20.0 | whatsapp",
        "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com) | discord",
        "Mastodon/4.3.1 (http.rb/5.2.0; +https://mastodon.example/) Bot | mastodon",
        "http.rb/5.1.1 (Mastodon/4.2.1; +https://mastodon.example/) | mastodon",
        "Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app) | bluesky",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0 | imessage"
      })
  void takesPreviewRobotsForWitnesses(String robot, String network) {
    assertThat(agents.tell(robot).robot()).isPresent();
    assertThat(agents.tell(robot).witness()).contains(network);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.38.109;FBBV/617163024] | facebook",
        "Mozilla/5.0 (Linux; Android 16; Pixel 10 Pro XL Build/CP1A.260305.018; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/146.0.7680.174 Mobile Safari/537.36 MetaIAB Facebook | facebook",
        "Mozilla/5.0 (Linux; Android 15; CPH2557 Build/AP3A.240617.008; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.7444.142 Mobile Safari/537.36 Instagram 406.0.0.58.159 Android (35/15; 480dpi) | instagram",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [LinkedInApp]/9.29.8962 | linkedin",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1 Twitter for iPhone/10.44 | x"
      })
  void notesInWhoseAppAPersonIs(String browser, String network) {
    assertThat(agents.tell(browser).robot()).isEmpty();
    assertThat(agents.tell(browser).app()).contains(network);
  }

  @Test
  void prefersTheLeftmostAndThenTheLongestMarker() {
    Markers markers = new Markers(List.of("# note", "abc", "abcd\tlong", "<xyz", "^start"));
    assertThat(markers.find("--abcd")).contains("long");
    assertThat(markers.find("--abc")).contains("abc");
    assertThat(markers.find("wxyz")).isEmpty();
    assertThat(markers.find("w xyz")).contains("xyz");
    assertThat(markers.find("no start")).isEmpty();
    assertThat(markers.find("ab")).isEmpty();
  }
}
