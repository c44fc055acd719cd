// SPDX-License-Identifier: Apache-2.0
package org.parley.landing.internal;

/** How the pages of this room look: one column, in the reader's own light or dark. */
final class Style {
  static final String SHEET =
      """
      :root{color-scheme:light dark;--text:#1b1f24;--page:#fff;--line:#6b7580;--accent:#0b57d0;--bad:#b3261e}
      @media(prefers-color-scheme:dark){
      :root{--text:#e6e9ed;--page:#14171a;--line:#8b949e;--accent:#8ab4f8;--bad:#f2b8b5}}
      *{box-sizing:border-box}
      body{margin:0;font:1.05rem/1.55 system-ui,sans-serif;color:var(--text);background:var(--page)}
      main{max-width:34rem;margin:0 auto;padding:2rem 1.25rem}
      h1{font-size:1.7rem;line-height:1.2}
      label{display:block;font-weight:600}
      label span{font-weight:400}
      input:not([type=checkbox]){width:100%;font:inherit;padding:.6rem;border:1px solid var(--line);
      border-radius:.4rem;background:transparent;color:inherit}
      .consent{display:flex;gap:.6rem;align-items:flex-start}
      .consent label{font-weight:400}
      .consent input{width:1.25rem;height:1.25rem;margin-top:.2rem;flex:none}
      button{font:inherit;font-weight:600;padding:.7rem 1.4rem;border:0;border-radius:.4rem;
      background:var(--accent);color:var(--page);cursor:pointer}
      :focus-visible{outline:3px solid var(--accent);outline-offset:2px}
      .problem{color:var(--bad);font-weight:600}
      .trap{position:absolute;left:-9999px}
      """;

  private Style() {}
}
