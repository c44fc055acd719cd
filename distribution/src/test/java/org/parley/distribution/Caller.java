// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Somebody on the internet who asks hub.example.org by TLS, from an address of the loopback network
 * that a test chooses.
 */
record Caller(SSLContext context, int port, String address) {
  static final String HOST = "hub.example.org";

  /** Robots are not counted. */
  private static final String BROWSER =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0";

  /** Trusts exactly the certificates of that store. */
  static SSLContext trusting(KeyStore store) throws GeneralSecurityException {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  Caller from(String other) {
    return new Caller(context, port, other);
  }

  String get(String path, String... headers) throws IOException {
    return send("GET " + path, "", headers);
  }

  /** Sends one request and answers everything that comes back. */
  String send(String line, String body, String... headers) throws IOException {
    try (Socket plain = new Socket()) {
      plain.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
      plain.setSoTimeout(20_000);
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, HOST, port, true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(HOST)));
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.getOutputStream().write(request(line, body, headers).getBytes(UTF_8));
      socket.getOutputStream().flush();
      return readAll(socket.getInputStream());
    }
  }

  private static String request(String line, String body, String... headers) {
    StringBuilder text = new StringBuilder(line);
    text.append(" HTTP/1.1\r\nHost: " + HOST + "\r\nUser-Agent: " + BROWSER + "\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    if (!body.isEmpty()) {
      text.append("Content-Length: ").append(body.getBytes(UTF_8).length).append("\r\n");
    }
    return text.append("Connection: close\r\n\r\n").append(body).toString();
  }

  /** A proxy that refuses a body may reset the connection behind its answer. */
  private static String readAll(InputStream in) throws IOException {
    var all = new ByteArrayOutputStream();
    byte[] some = new byte[8192];
    try {
      for (int read = in.read(some); read >= 0; read = in.read(some)) {
        all.write(some, 0, read);
      }
    } catch (SocketException e) {
      if (all.size() == 0) {
        throw e;
      }
    }
    return all.toString(UTF_8);
  }
}
