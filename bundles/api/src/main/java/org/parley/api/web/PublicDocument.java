// SPDX-License-Identifier: Apache-2.0
package org.parley.api.web;

import static java.util.Objects.requireNonNull;
import static org.parley.api.web.Markup.escape;

import java.util.Locale;

/**
 * A whole HTML document for visitors: one column, in the reader's own light or dark, without
 * script, nothing loaded from elsewhere. The pages of all rooms look alike by it.
 *
 * @param language of the page
 * @param title its name and its heading, as text
 * @param head further elements of the document's head, as markup
 * @param body what follows the heading, as markup
 */
public record PublicDocument(Locale language, String title, String head, String body) {
  /** For the head of what a person has an address of his own for: no search engine lists it. */
  public static final String UNLISTED = "<meta name=\"robots\" content=\"noindex\">\n";

  private static final String STYLE =
"""
:root{color-scheme:light dark;--text:#1b1f24;--page:#fff;--line:#6b7580;--accent:#0b57d0;--bad:#b3261e}
@media(prefers-color-scheme:dark){
:root{--text:#e6e9ed;--page:#14171a;--line:#8b949e;--accent:#8ab4f8;--bad:#f2b8b5}}
*{box-sizing:border-box}
body{margin:0;font:1.05rem/1.55 system-ui,sans-serif;color:var(--text);background:var(--page)}
main{max-width:34rem;margin:0 auto;padding:2rem 1.25rem}
h1{font-size:1.7rem;line-height:1.2}
h2{font-size:1.2rem;margin-top:2.5rem}
a{color:var(--accent)}
label{display:block;font-weight:600}
label span{font-weight:400}
input:not([type=checkbox]){width:100%;font:inherit;padding:.6rem;border:1px solid var(--line);
border-radius:.4rem;background:transparent;color:inherit}
.box{display:flex;gap:.7rem;align-items:flex-start}
.box label{font-weight:400}
.box input{width:1.25rem;height:1.25rem;margin-top:.2rem;flex:none}
button{font:inherit;font-weight:600;padding:.7rem 1.4rem;border:0;border-radius:.4rem;
background:var(--accent);color:var(--page);cursor:pointer;margin:0 .5rem .5rem 0}
.plain{background:transparent;color:var(--accent);border:1px solid var(--line)}
.bad{background:var(--bad)}
.bar{display:flex;flex-wrap:wrap;gap:.6rem;list-style:none;padding:0}
.bar a{display:block;padding:.6rem 1rem;border:1px solid var(--line);border-radius:.4rem}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
[role=status]{border-left:4px solid var(--accent);padding-left:.8rem}
.problem{color:var(--bad);font-weight:600}
.trap{position:absolute;left:-9999px}
""";

  public PublicDocument {
    requireNonNull(language);
    requireNonNull(title);
    requireNonNull(head);
    requireNonNull(body);
  }

  /** The document as the answer to a visit, whose nonce lets its style through. */
  public String writtenFor(PageVisit visit) {
    return """
    <!doctype html>
    <html lang="%1$s">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>%2$s</title>
    %3$s<style nonce="%4$s">%5$s</style>
    </head>
    <body>
    <main>
    <h1>%2$s</h1>
    %6$s
    </main>
    </body>
    </html>
    """
        .formatted(
            escape(language.toLanguageTag()),
            escape(title),
            head,
            escape(visit.nonce()),
            STYLE,
            body);
  }
}
