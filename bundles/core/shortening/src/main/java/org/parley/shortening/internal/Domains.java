// SPDX-License-Identifier: Apache-2.0
package org.parley.shortening.internal;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.parley.api.Fault;
import org.parley.api.ParleyException;

/**
 * Where links live. The main domain is known by the empty text, so that its links move along when
 * the hub gets another address; a further one by its host.
 */
@Component(
    service = Domains.class,
    configurationPid = {LinkSettings.WEB_PID, LinkSettings.PID})
public final class Domains {
  static final String MAIN = "";

  private static final String UNSET = "http://localhost:8080";

  private final Map<String, URI> bases = new LinkedHashMap<>();
  private final Map<String, String> byHost = new LinkedHashMap<>();
  private final Set<String> ownAuthorities;

  @Activate
  public Domains(LinkSettings settings, BundleContext context) {
    this(settings, Optional.ofNullable(context.getProperty("parley.url")).orElse(UNSET));
  }

  /**
   * @param listening where the hub listens: its public URL, unless one is set
   */
  public Domains(LinkSettings settings, String listening) {
    String url = settings.public_url().isBlank() ? listening : settings.public_url();
    URI publicUrl = base("public.url", url);
    Stream.of(settings.link_domains())
        .flatMap(list -> Stream.of(list.split(",")))
        .map(String::strip)
        .filter(domain -> !domain.isEmpty())
        .forEach(domain -> add(base("link.domains", withScheme(domain, publicUrl.getScheme()))));
    bases.putIfAbsent(MAIN, publicUrl);
    byHost.putIfAbsent(host(publicUrl), MAIN);
    ownAuthorities = bases.values().stream().map(Domains::authority).collect(Collectors.toSet());
    ownAuthorities.add(authority(publicUrl));
  }

  private void add(URI base) {
    String name = bases.isEmpty() ? MAIN : host(base);
    if (byHost.putIfAbsent(host(base), name) == null) {
      bases.put(name, base);
    }
  }

  /** The domain that answers under a host; the main one under any that is not configured. */
  String named(String host) {
    return byHost.getOrDefault(host.toLowerCase(Locale.ROOT), MAIN);
  }

  /** The domain of that host, empty when it is none of ours. */
  Optional<String> find(String host) {
    return Optional.ofNullable(byHost.get(host.strip().toLowerCase(Locale.ROOT)));
  }

  /** The whole address of a link; of a domain that is configured no more, on the main one. */
  URI shortUrl(String domain, String slug) {
    URI base = bases.getOrDefault(domain, bases.get(MAIN));
    return URI.create(base + "/" + slug);
  }

  /** Whether an address leads to this hub. */
  boolean isOwn(URI address) {
    return ownAuthorities.contains(authority(address));
  }

  private static URI base(String setting, String value) {
    try {
      URI uri = URI.create(value.strip().replaceAll("/+$", ""));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawPath().isEmpty() && uri.getQuery() == null) {
        return uri;
      }
    } catch (IllegalArgumentException malformed) {
      // answered below, in our words
    }
    throw new ParleyException(
        Fault.SETTINGS,
        "Setting '" + setting + "' is '" + value + "'; only http or https, host and port fit");
  }

  private static String withScheme(String domain, String scheme) {
    return domain.contains("://") ? domain : scheme + "://" + domain;
  }

  private static String host(URI base) {
    return base.getHost().toLowerCase(Locale.ROOT);
  }

  private static String authority(URI uri) {
    int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    return host(uri) + ":" + port;
  }
}
