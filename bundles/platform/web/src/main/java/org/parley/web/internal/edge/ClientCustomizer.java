// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Tells each request who is really calling, and gives each answer its strict headers. What a proxy
 * says is believed only of trusted ones, and of their list only the last address that is not a
 * trusted proxy itself: what stands before it may have been made up by the caller.
 */
final class ClientCustomizer implements HttpConfiguration.Customizer {
  private final Networks trusted;

  ClientCustomizer(Networks trusted) {
    this.trusted = trusted;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable answer) {
    Request known = isTrusted(request) ? new Forwarded(request, client(request)) : request;
    StrictHeaders.add(known, answer);
    return known;
  }

  private boolean isTrusted(Request request) {
    return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress a
        && a.getAddress() != null
        && trusted.contains(a.getAddress());
  }

  private InetSocketAddress client(Request request) {
    InetSocketAddress proxy =
        (InetSocketAddress) request.getConnectionMetaData().getRemoteSocketAddress();
    List<String> hops = hops(request.getHeaders());
    InetSocketAddress client = proxy;
    for (int i = hops.size() - 1; i >= 0; i--) {
      try {
        InetAddress hop = Networks.literal(hops.get(i).strip());
        client = new InetSocketAddress(hop, proxy.getPort());
        if (!trusted.contains(hop)) {
          return client;
        }
      } catch (UnknownHostException e) {
        return client;
      }
    }
    return client;
  }

  private static List<String> hops(HttpFields headers) {
    List<String> hops = new ArrayList<>();
    for (HttpField field : headers) {
      if (field.getHeader() == HttpHeader.X_FORWARDED_FOR && field.getValue() != null) {
        hops.addAll(Arrays.asList(field.getValue().split(",")));
      }
    }
    return hops;
  }

  /** A request as the proxy received it. */
  private static final class Forwarded extends Request.Wrapper {
    private final ConnectionMetaData connection;
    private final HttpURI uri;
    private final boolean secure;

    Forwarded(Request request, InetSocketAddress client) {
      super(request);
      String scheme = request.getHeaders().get(HttpHeader.X_FORWARDED_PROTO);
      this.secure = "https".equalsIgnoreCase(scheme) || request.isSecure();
      this.uri =
          secure ? HttpURI.build(request.getHttpURI()).scheme("https") : request.getHttpURI();
      this.connection =
          new ConnectionMetaData.Wrapper(request.getConnectionMetaData()) {
            @Override
            public SocketAddress getRemoteSocketAddress() {
              return client;
            }

            @Override
            public boolean isSecure() {
              return secure;
            }
          };
    }

    @Override
    public ConnectionMetaData getConnectionMetaData() {
      return connection;
    }

    @Override
    public HttpURI getHttpURI() {
      return uri;
    }

    @Override
    public boolean isSecure() {
      return secure;
    }
  }
}
