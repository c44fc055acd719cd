// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.fetch;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.parley.api.Fault;
import org.parley.api.InvalidInput;
import org.parley.api.ParleyException;
import org.parley.web.internal.edge.Networks;

/** Which addresses may be fetched: public ones, and those that the settings list. */
final class Gate {
  /** What is not the public internet: IANA's special-purpose registries for IPv4 and IPv6. */
  private static final Networks SPECIAL =
      Networks.parse(
          "special",
          List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/127",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "fc00::/7",
              "fe80::/10",
              "ff00::/8"));

  private final List<Allowed> allowed;

  /**
   * @param allowed hosts, addresses and networks, each with a port if only that one is meant; a
   *     text may hold several, separated by commas, as files of settings have them
   */
  Gate(List<String> allowed) {
    this.allowed =
        allowed.stream()
            .flatMap(text -> Stream.of(text.split(",")))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(Allowed::parse)
            .toList();
  }

  /**
   * The addresses of the host that may be connected to.
   *
   * @throws InvalidInput when the address is no http or https one, or leads where the hub must not
   *     go
   * @throws ParleyException with fault {@code REMOTE} when its host has no address
   */
  InetAddress[] open(URI address) {
    String host = host(address);
    int port = port(address);
    InetAddress[] found = resolve(host);
    InetAddress[] open =
        Arrays.stream(found)
            .filter(
                each ->
                    isPublic(each)
                        || allowed.stream().anyMatch(entry -> entry.fits(host, each, port)))
            .toArray(InetAddress[]::new);
    if (open.length < found.length) {
      throw new InvalidInput(
          "address",
          "'%s' leads into a private network; an administrator can list it in fetch.allow"
              .formatted(address));
    }
    return open;
  }

  private static String host(URI address) {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    String host = address.getHost();
    if (!(scheme.equals("http") || scheme.equals("https")) || host == null) {
      throw new InvalidInput("address", "'" + address + "' is not an http or https address");
    }
    if (address.getUserInfo() != null) {
      throw new InvalidInput(
          "address", "'" + host + "' may not be asked with a password in the address");
    }
    return host;
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  private static InetAddress[] resolve(String host) {
    try {
      return InetAddress.getAllByName(host);
    } catch (UnknownHostException e) {
      throw new ParleyException(Fault.REMOTE, "Host '" + host + "' has no address", e);
    }
  }

  private static boolean isPublic(InetAddress address) {
    return !SPECIAL.contains(address);
  }

  /**
   * @param host a host by name or address; empty when a network is meant
   * @param network a network; one that holds nothing when a host is meant
   * @param port the only port that is meant, or 0 for all
   */
  private record Allowed(String host, Networks network, int port) {
    static Allowed parse(String text) {
      int colon = text.lastIndexOf(':');
      boolean hasPort = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
      String place = hasPort ? text.substring(0, colon) : text;
      int port = hasPort ? number(text, text.substring(colon + 1)) : 0;
      String bare = place.replaceAll("[\\[\\]]", "");
      return bare.contains("/")
          ? new Allowed("", Networks.parse("fetch.allow", List.of(bare)), port)
          : new Allowed(
              IDN.toASCII(bare).toLowerCase(Locale.ROOT),
              Networks.parse("fetch.allow", List.of()),
              port);
    }

    boolean fits(String asked, InetAddress address, int askedPort) {
      boolean named = host.equalsIgnoreCase(asked.replaceAll("[\\[\\]]", ""));
      boolean addressed = !host.isEmpty() && host.equals(address.getHostAddress());
      return (port == 0 || port == askedPort) && (named || addressed || network.contains(address));
    }

    private static int number(String text, String port) {
      try {
        return Integer.parseInt(port);
      } catch (NumberFormatException e) {
        throw new ParleyException(
            Fault.SETTINGS,
            "Setting 'fetch.allow' holds '%s'; a host, an address or a network, with a port, is expected"
                .formatted(text),
            e);
      }
    }
  }
}
