// The page's HTML: complete without JavaScript, which only makes it quicker.
import { html, raw } from "hono/html";
import type { Locale } from "../../locale/locale.js";
import type { ChatState } from "../chat.js";
import type { Shown } from "./protocol.js";

/** A platform, the setting of its token, and how it stands; null without a token. */
export interface ChatShown {
  readonly title: string;
  readonly token: string;
  readonly state: ChatState | null;
}

export interface PageContent {
  /** The blog's title. */
  readonly title: string;
  readonly locale: Locale;
  readonly asked: string;
  /** Safe HTML by chat. */
  readonly panes: Shown["panes"];
  readonly why: Shown["why"];
  readonly examples: readonly string[];
  readonly chats: readonly ChatShown[];
}

const called = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Every text but the panes' own HTML is escaped by the template. */
export async function pageHtml({
  title,
  locale,
  asked,
  panes,
  why,
  examples,
  chats,
}: PageContent): Promise<string> {
  const { say, tag } = locale;
  const heading = say.helpTitle(title);
  return String(
    await html`<!doctype html>
      <html lang="${tag}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${heading}</title>
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="/page.css" />
          <script type="module" src="/browser/page.js"></script>
        </head>
        <body>
          <header class="top">
            <img src="/icon.svg" alt="" width="28" height="28" /><span>Postern</span>
          </header>
          <main>
            <h1>${heading}</h1>
            <p class="intro">${say.pageIntro}</p>
            <form class="ask" action="/" method="get" role="search">
              <div class="field">
                <label for="ask" class="unseen">${say.pageInput}</label>
                <input
                  id="ask"
                  name="ask"
                  type="text"
                  value="${asked}"
                  placeholder="${say.pagePlaceholder}"
                  maxlength="300"
                  autocomplete="off"
                  autocapitalize="off"
                  spellcheck="false"
                  enterkeyhint="search"
                />
                <ul id="completions" role="listbox" aria-label="${say.pageInput}" hidden></ul>
              </div>
              <button type="submit">${say.pageAsk}</button>
            </form>
            <nav class="examples" aria-label="${say.pageTry}">
              ${examples.map((line) => html`<a href="/?ask=${encodeURIComponent(line)}">${line}</a>`)}
            </nav>
            <p id="status" class="unseen" role="status" data-lost="${say.pageLost}"></p>
            <div class="panes" id="panes">
              ${panes.map(
                (pane) =>
                  html` <section
                    class="pane ${pane.name}"
                    aria-label="${say.pageAnswered(called(pane.name))}"
                  >
                    <h2>${called(pane.name)}</h2>
                    <div class="talk">
                      <p class="asked">
                        <span class="unseen">${say.pageYou}: </span><span data-asked>${asked}</span>
                      </p>
                      <div class="answer" data-pane="${pane.name}" tabindex="-1">${raw(pane.html)}</div>
                    </div>
                  </section>`,
              )}
            </div>
            <div class="why" id="why">${raw(why)}</div>
          </main>
          <footer>
            ${chats.map(
              (chat) =>
                html` <p>
                  <i class="dot ${chat.state?.kind === "connected" ? "on" : "off"}" aria-hidden="true"></i
                  >${stateWords(chat, locale)}
                </p>`,
            )}
          </footer>
        </body>
      </html> `,
  );
}

/** The words say it all: the dot beside them is for a quick look. */
function stateWords({ title, token, state }: ChatShown, { say }: Locale): string {
  switch (state?.kind) {
    case undefined:
      return say.pageToken(title, token);
    case "connecting":
      return say.pageConnecting(title);
    case "connected":
      return say.pageConnected(title, state.as);
    case "refused":
      return say.pageRefused(title, state.reason);
    case "unreachable":
      return say.pageUnreachable(title, state.reason);
  }
}
