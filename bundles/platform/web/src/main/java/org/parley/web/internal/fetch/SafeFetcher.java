// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.api.web.Fetcher;
import org.parley.web.internal.edge.EdgeSettings;

/** Connects to exactly those addresses that the {@link Gate} has let through, hop by hop. */
@Component(configurationPid = EdgeSettings.PID)
public final class SafeFetcher implements Fetcher {
  private static final int MOST_HOPS = 5;
  private static final int CHUNK = 8192;
  private static final String AGENT = "Parley (+https://github.com/parley/parley)";

  private volatile Gate gate;

  @Activate
  public SafeFetcher(EdgeSettings settings) {
    this(new Gate(List.of(settings.fetch_allow())));
  }

  /** Whoever holds the fetcher keeps it when the setting changes. */
  @Modified
  void allow(EdgeSettings settings) {
    gate = new Gate(List.of(settings.fetch_allow()));
  }

  SafeFetcher(Gate gate) {
    this.gate = gate;
  }

  @Override
  public void check(URI address) {
    gate.open(address);
  }

  @Override
  public Fetched fetch(Wanted wanted) {
    Instant end = Instant.now().plus(wanted.within());
    URI address = wanted.address();
    for (int hop = 0; hop <= MOST_HOPS; hop++) {
      Fetched fetched = once(address, wanted, end);
      @Nullable URI next = next(fetched);
      if (next == null) {
        return fetched;
      }
      address = next;
    }
    throw new ParleyException(
        Fault.REMOTE,
        "'%s' leads on and on; at most %d redirects are followed"
            .formatted(wanted.address(), MOST_HOPS));
  }

  private static @Nullable URI next(Fetched fetched) {
    if (fetched.status() < 301 || fetched.status() > 308 || fetched.status() == 304) {
      return null;
    }
    try {
      return fetched.header("location").map(fetched.address()::resolve).orElse(null);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidInput("address", "'" + fetched.address() + "' leads to what is no address");
    }
  }

  private Fetched once(URI address, Wanted wanted, Instant end) {
    InetAddress[] open = gate.open(address);
    try (CloseableHttpClient client = client(open, left(address, end))) {
      HttpGet get = new HttpGet(address);
      get.setHeader("User-Agent", AGENT);
      wanted.headers().forEach(get::setHeader);
      return client.execute(get, answer -> read(address, answer, wanted, end));
    } catch (IOException e) {
      throw new ParleyException(
          Fault.REMOTE, "'%s' could not be fetched: %s".formatted(address, e.getMessage()), e);
    }
  }

  private static CloseableHttpClient client(InetAddress[] open, Timeout left) {
    var connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDnsResolver(new Resolved(open))
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(left).setSocketTimeout(left).build())
            .build();
    return HttpClients.custom()
        .setConnectionManager(connections)
        .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(left).build())
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAutomaticRetries()
        .build();
  }

  private static Fetched read(URI address, ClassicHttpResponse answer, Wanted wanted, Instant end)
      throws IOException {
    var body = new ByteArrayOutputStream();
    if (answer.getEntity() != null) {
      try (InputStream in = answer.getEntity().getContent()) {
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
          body.write(chunk, 0, read);
          left(address, end);
          if (body.size() > wanted.mostBytes()) {
            throw new ParleyException(
                Fault.REMOTE,
                "'%s' sends more than %d bytes".formatted(address, wanted.mostBytes()));
          }
        }
      }
    }
    return new Fetched(address, answer.getCode(), headers(answer), body.toByteArray());
  }

  private static Map<String, List<String>> headers(ClassicHttpResponse answer) {
    Map<String, List<String>> headers = new TreeMap<>();
    for (Header header : answer.getHeaders()) {
      headers
          .computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.getValue());
    }
    return headers;
  }

  private static Timeout left(URI address, Instant end) {
    Duration left = Duration.between(Instant.now(), end);
    if (left.isNegative() || left.isZero()) {
      throw new ParleyException(Fault.REMOTE, "'" + address + "' is too slow");
    }
    return Timeout.ofMilliseconds(Math.max(1, left.toMillis()));
  }

  /**
   * Knows one host, by the addresses that were checked: a second look-up could answer otherwise.
   */
  private record Resolved(InetAddress[] addresses) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return addresses.clone();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }
}
