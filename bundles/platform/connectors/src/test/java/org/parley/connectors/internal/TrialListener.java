// SPDX-License-Identifier: Apache-2.0
package org.parley.connectors.internal;

import static org.parley.api.connectors.Capability.AUDIENCE;
import static org.parley.api.connectors.Capability.LISTEN_WEBHOOK;
import static org.parley.api.connectors.Capability.PUBLISH;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.parley.api.Fault;
import org.parley.api.ParleyException;
import org.parley.api.audience.FollowerJoined;
import org.parley.api.bus.RecordData;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.Rules;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;
import org.parley.api.mentions.MentionReceived;
import org.parley.api.profiles.Handle;
import org.parley.connector.Connector;
import org.parley.connector.Found;
import org.parley.connector.Hook;
import org.parley.connector.NoSettings;
import org.parley.connector.Outcome;
import org.parley.connector.Renewal;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;
import org.parley.connector.Webhook;

/**
 * A made-up network that calls: a body is a list of lines, each a follower as {@code +ada} or a
 * reply as {@code id ada answered text}; what begins as {@code !away} it cannot take now.
 *
 * @param renewals what it was asked
 */
record TrialListener(Hook hook, List<Renewal.Asked> renewals) implements Connector<NoSettings> {
  static final Instant THEN = Instant.parse("2026-11-22T10:15:30Z");

  TrialListener(Hook hook) {
    this(hook, new CopyOnWriteArrayList<>());
  }

  @Override
  public Descriptor descriptor() {
    return Descriptor.of("listener", "Listener", Kind.SOCIAL)
        .can(PUBLISH, Repeat.keyed())
        .has(LISTEN_WEBHOOK, AUDIENCE)
        .text(TextRules.of(TextUnit.GRAPHEMES, 500));
  }

  @Override
  public SettingsType<NoSettings> settings() {
    return SettingsType.of(NoSettings.class);
  }

  @Override
  public void routes(Routes routes, NoSettings settings) {
    routes.sink(PUBLISH).setBody(exchange -> Outcome.delivered("ours"));
    routes
        .webhook(LISTEN_WEBHOOK, hook)
        .setBody(
            exchange ->
                finds(routes.account(), exchange.getMessage().getBody(Webhook.class).body()));
    routes.renew().setBody(exchange -> renewed(exchange.getMessage().getBody(Renewal.Asked.class)));
    routes
        .rules()
        .setBody(exchange -> Rules.NONE.text(TextRules.of(TextUnit.GRAPHEMES, 5).linkCounts(23)));
  }

  private Renewal renewed(Renewal.Asked asked) {
    renewals.add(asked);
    return Renewal.until(asked.now().plusSeconds(86_400));
  }

  private static List<Found> finds(UUID account, String body) {
    if (body.startsWith("!")) {
      throw new ParleyException(Fault.REMOTE, body.substring(1));
    }
    if (!body.startsWith("+") && !body.contains(" ")) {
      throw new IllegalArgumentException("Is no line");
    }
    List<Found> finds = new ArrayList<>();
    for (String line : body.lines().toList()) {
      String[] words = line.split(" ", 4);
      RecordData data =
          line.startsWith("+")
              ? new FollowerJoined(
                  account, "listener", Handle.of("listener", line.substring(1)), Optional.of(THEN))
              : mention(account, words);
      finds.add(new Found(words[0], "thread-of-" + words[0], data));
    }
    return finds;
  }

  private static MentionReceived mention(UUID account, String[] words) {
    return new MentionReceived(
        account,
        "listener",
        words[0],
        MentionReceived.Kind.REPLY,
        "thread",
        Optional.of(Handle.of("listener", words[1])),
        words[3],
        Optional.of(URI.create("https://example.org/" + words[0])),
        Optional.of("en"),
        Optional.of(words[2]),
        Optional.empty(),
        THEN);
  }
}
