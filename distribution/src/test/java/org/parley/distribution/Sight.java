// SPDX-License-Identifier: Apache-2.0
package org.parley.distribution;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Looks at pages as people do, on a desk and on a phone, by day and by night, and notes what is
 * wrong with them. Pictures are kept for people to look at.
 */
final class Sight implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final String AXE = axe();
  private static final String RULES =
      "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']";
  private static final String CONTRAST = "{type: 'rule', values: ['color-contrast']}";

  private final BrowserContext context;
  private final Page page;
  private final String host;
  private final List<String> heard = new ArrayList<>();

  Sight(BrowserContext context, String host) {
    this.context = context;
    this.page = context.newPage();
    this.host = host;
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            heard.add("the console says: " + message.text());
          }
        });
    page.onPageError(error -> heard.add("a script failed: " + error));
    page.onResponse(
        answer -> {
          if (answer.status() >= 400) {
            heard.add(answer.url() + " answered " + answer.status());
          }
        });
    page.onRequest(request -> hear(request.url()));
  }

  private void hear(String address) {
    URI uri = URI.create(address);
    boolean ours = List.of("data", "blob").contains(String.valueOf(uri.getScheme()));
    if (!ours && !host.equals(uri.getHost())) {
      heard.add("something is loaded from " + address);
    }
  }

  Page page() {
    return page;
  }

  /**
   * A look that a page is judged by.
   *
   * @param wholly by all rules of axe, else by contrast alone: the others hardly differ between
   *     looks
   */
  record Look(int width, ColorScheme scheme, boolean wholly) {
    private static final boolean FULL = Boolean.getBoolean("parley.full");
    static final List<Look> ALL =
        List.of(
            new Look(1440, ColorScheme.LIGHT, true),
            new Look(1440, ColorScheme.DARK, FULL),
            new Look(390, ColorScheme.LIGHT, FULL),
            new Look(390, ColorScheme.DARK, true));
    static final List<Look> PHONE = List.of(new Look(390, ColorScheme.LIGHT, true));

    String name() {
      return width + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Opens a page once and looks at it in each way; answers what is wrong. */
  List<String> look(String address, List<Look> looks, String name) {
    heard.clear();
    page.setViewportSize(1440, 900);
    Response answer = page.navigate(address);
    if (answer == null || answer.status() != 200) {
      return List.of("it answered " + (answer == null ? "nothing" : answer.status()));
    }
    List<String> faults = look(looks, name);
    faults.addAll(heard);
    return faults;
  }

  /** Looks in each way at the page that is open, a refusal too. */
  List<String> look(List<Look> looks, String name) {
    page.evaluate(AXE);
    List<String> faults = new ArrayList<>();
    for (Look look : looks) {
      page.setViewportSize(look.width(), 900);
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(look.scheme())
              .setReducedMotion(ReducedMotion.REDUCE)); // colours are judged when they have settled
      Path picture = PICTURES.resolve(look.name()).resolve(name + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
      judge(look).stream().map(fault -> look.name() + ": " + fault).forEach(faults::add);
    }
    return faults;
  }

  @SuppressWarnings("unchecked")
  private List<String> judge(Look look) {
    List<String> faults = new ArrayList<>();
    Object wide =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    if (((Number) wide).intValue() > 0) {
      faults.add("the page is " + wide + " pixels wider than the screen");
    }
    faults.addAll(
        (List<String>)
            page.evaluate(
                "async () => (await axe.run({runOnly: "
                    + (look.wholly() ? RULES : CONTRAST)
                    + "})).violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')"
                    + " + ' ' + n.failureSummary.split('\\n')[1]).slice(0, 3).join(' | '))"));
    return faults;
  }

  /** The addresses on this host that the open page leads to and that are wanted. */
  @SuppressWarnings("unchecked")
  List<String> links(String selector, Predicate<String> wanted) {
    List<String> all =
        (List<String>)
            page.evaluate(
                "s => [...document.querySelectorAll(s)].map(a => a.getAttribute('href'))",
                selector);
    return all.stream()
        .map(href -> href.replaceFirst("#.*", ""))
        .filter(href -> href.startsWith("/") && wanted.test(href))
        .distinct()
        .toList();
  }

  private static String axe() {
    try (InputStream in = Sight.class.getResourceAsStream("/axe.min.js")) {
      return new String(
          Objects.requireNonNull(in, "axe-core is not there").readAllBytes(),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
