// SPDX-License-Identifier: Apache-2.0
package org.parley.web.internal.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.parley.api.Busy;
import org.parley.api.Conflict;
import org.parley.api.InvalidInput;
import org.parley.api.NotFound;
import org.parley.api.OutcomeUnknown;
import org.parley.api.web.FormFields;
import org.parley.api.web.PageAnswer;
import org.parley.api.web.PageVisit;
import org.parley.api.web.PublicPage;
import org.parley.web.internal.edge.Notice;
import org.parley.web.internal.edge.Visitors;
import org.parley.web.internal.rest.Leftover;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a request for a page of another room, asks the page, and writes its answer. */
final class PublicPages {
  private static final Logger LOG = LoggerFactory.getLogger(PublicPages.class);
  private static final int LARGEST_FORM = 64 << 10;
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final List<String> HEADERS =
      List.of("user-agent", "accept-language", "referer", "dnt", "sec-gpc");

  private static final Duration UNKNOWN_WAIT = Duration.ofSeconds(1);

  private final SecureRandom random = new SecureRandom();
  private final URI publicUrl;
  private final Sender sender;
  private final InstantSource clock;

  PublicPages(URI publicUrl, InstantSource clock) {
    this.publicUrl = publicUrl;
    this.sender = new Sender(publicUrl);
    this.clock = clock;
  }

  /**
   * @param path what follows the page's prefix
   * @param sites where pages may be framed and forms may come from
   */
  void serve(PublicPage page, String path, Exchange exchange, Set<String> sites)
      throws IOException {
    HttpServletRequest request = exchange.request();
    boolean posts = request.getMethod().equals("POST");
    Optional<Map<String, List<String>>> query = FormFields.read(request.getQueryString());
    byte[] body = posts ? request.getInputStream().readNBytes(LARGEST_FORM + 1) : new byte[0];
    Optional<Map<String, List<String>>> form = FormFields.read(new String(body, ISO_8859_1));
    var writer = new PageWriter(exchange, nonce());
    if (posts && sender.isForeign(request, sites)) {
      writer.notice(Notice.FOREIGN);
    } else if (posts && !isForm(request)) {
      writer.notice(Notice.NO_FORM);
    } else if (body.length > LARGEST_FORM) {
      Leftover.drain(request, exchange.response());
      writer.notice(Notice.TOO_LARGE);
    } else if (query.isEmpty() || form.isEmpty()) {
      writer.notice(Notice.UNREADABLE);
    } else {
      PageVisit visit = visit(request, path, new Said(query.get(), form.get()), writer.nonce());
      answer(page, visit, writer, sites);
    }
  }

  /** One request with its answer. */
  record Exchange(HttpServletRequest request, HttpServletResponse response) {}

  private record Said(Map<String, List<String>> query, Map<String, List<String>> form) {}

  private static void answer(PublicPage page, PageVisit visit, PageWriter writer, Set<String> sites)
      throws IOException {
    PageAnswer answer;
    try {
      answer = page.answer(visit);
    } catch (InvalidInput e) {
      writer.refusal(e);
      return;
    } catch (Busy e) {
      writer.busy(e.comeBackAfter());
      return;
    } catch (OutcomeUnknown e) {
      writer.busy(UNKNOWN_WAIT);
      return;
    } catch (RuntimeException e) {
      writer.notice(notice(page, e));
      return;
    }
    writer.write(answer, sites);
  }

  private static Notice notice(PublicPage page, RuntimeException failure) {
    if (failure instanceof NotFound) {
      return Notice.UNKNOWN;
    }
    if (failure instanceof Conflict) {
      return Notice.CHANGED;
    }
    LOG.error("Page '{}' has failed", page.prefix(), failure);
    return Notice.FAILED;
  }

  private PageVisit visit(HttpServletRequest request, String path, Said said, String nonce) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : HEADERS) {
      String value = request.getHeader(name);
      if (value != null) {
        headers.put(name, value);
      }
    }
    boolean posts = request.getMethod().equals("POST");
    return new PageVisit(
        posts ? PageVisit.Method.POST : PageVisit.Method.GET,
        path,
        said.query(),
        said.form(),
        headers,
        Visitors.address(request),
        Visitors.key(request),
        publicUrl,
        nonce,
        clock.instant());
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null
        ? request.getContentLengthLong() <= 0
        : type.toLowerCase(Locale.ROOT).split(";", -1)[0].strip().equals(FORM);
  }

  private String nonce() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
