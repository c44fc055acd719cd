// SPDX-License-Identifier: Apache-2.0
package org.parley.connector.sandbox;

import static org.parley.api.connectors.Capability.PUBLISH;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.parley.api.campaigns.Teaser;
import org.parley.api.connectors.Capability;
import org.parley.api.connectors.Descriptor;
import org.parley.api.connectors.Kind;
import org.parley.api.connectors.MediaRules;
import org.parley.api.connectors.MediaRules.Medium;
import org.parley.api.connectors.RateBudget;
import org.parley.api.connectors.Repeat;
import org.parley.api.connectors.TextRules;
import org.parley.api.connectors.TextUnit;
import org.parley.connector.Connector;
import org.parley.connector.Outcome;
import org.parley.connector.Outgoing;
import org.parley.connector.Routes;
import org.parley.connector.SettingsType;

/** Publishes on the sandbox's network. */
@Component(service = Connector.class)
public final class SandboxNetwork implements Connector<SandboxSettings> {
  private final URI address;

  @Activate
  public SandboxNetwork(@Reference OtherSide side) {
    this(side.address());
  }

  SandboxNetwork(URI address) {
    this.address = address;
  }

  @Override
  public Descriptor descriptor() {
    var pictures =
        Medium.of(MediaRules.Form.IMAGE, 4, "image/png", "image/jpeg")
            .bytes(1 << 20)
            .altText(TextUnit.GRAPHEMES, 1000);
    return Descriptor.of("sandbox-network", "Sandbox network", Kind.SOCIAL)
        .summary(
            "Shows posts on a page of this machine, to try the hub without anybody seeing it",
            "Zeigt Beiträge auf einer Seite dieses Rechners, um den Hub unbemerkt auszuprobieren")
        .can(PUBLISH, Repeat.keyed())
        .has(Capability.MEDIA)
        .text(TextRules.of(TextUnit.GRAPHEMES, 500))
        .media(MediaRules.of(pictures))
        .budget(RateBudget.NONE.parallel(8));
  }

  @Override
  public SettingsType<SandboxSettings> settings() {
    return SettingsType.of(SandboxSettings.class);
  }

  @Override
  public void routes(Routes routes, SandboxSettings settings) {
    String base = address + "/network/" + routes.account();
    routes.check().to(base + "/me?httpMethod=GET").convertBodyTo(String.class);
    routes
        .sink(PUBLISH)
        .setHeader("Idempotency-Key")
        .simple("${body.key}")
        .transform()
        .body(Outgoing.class, SandboxNetwork::post)
        .marshal()
        .json()
        .to(base + "/posts?httpMethod=POST&" + settings.query())
        .unmarshal()
        .json(Accepted.class)
        .transform()
        .body(
            Accepted.class,
            accepted -> Outcome.delivered(accepted.id(), address.resolve("/network")));
  }

  private static Map<String, Object> post(Outgoing<?> outgoing) {
    var teaser = (Teaser) outgoing.content();
    Map<String, Object> post = new LinkedHashMap<>();
    post.put("text", TextRules.textOf(teaser));
    post.put("language", teaser.language().toLanguageTag());
    teaser.link().ifPresent(link -> post.put("link", link.toString()));
    teaser
        .card()
        .ifPresent(
            card -> {
              post.put("title", card.title());
              post.put("description", card.description());
            });
    post.put("images", teaser.images().stream().map(image -> image.address().toString()).toList());
    return post;
  }
}
