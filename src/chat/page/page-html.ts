// The page's HTML: complete without JavaScript, which only makes it quicker.
import { html, raw } from "hono/html";
import type { Locale } from "../../locale/locale.js";
import type { Shown } from "./protocol.js";
import { statesHtml, type ChatShown } from "./states-html.js";

export interface PageContent extends Shown {
  /** The blog's title. */
  readonly blog: string;
  readonly locale: Locale;
  readonly asked: string;
  readonly examples: readonly string[];
  readonly chats: readonly ChatShown[];
  /** Whether the posts are those that come with Postern. */
  readonly samples: boolean;
  readonly now: Date;
}

/** Apart, for with its end tag the build would put code of another project's into the page's template. */
const SCRIPT = raw('<script type="module" src="/browser/page.js"></script>');

/** Every text but the panes' own HTML is escaped by the template. */
export async function pageHtml(content: PageContent): Promise<string> {
  const { title, blog, locale, asked, panes, why, reading, examples, chats, samples } = content;
  const { say, tag } = locale;
  return String(
    await html`<!doctype html>
      <html lang="${tag}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title}</title>
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="/page.css" />
          ${SCRIPT}
        </head>
        <body>
          <header class="top">
            <img src="/icon.svg" alt="" width="28" height="28" /><span>Postern</span>
          </header>
          <main>
            <h1>${say.helpTitle(blog)}</h1>
            <p class="intro">${say.pageIntro}</p>
            ${samples ? html`<p class="notice">${inCode(say.pageSamples)}</p>` : ""}
            <p class="notice" id="reading" ${reading === "" ? "hidden" : ""}>${reading}</p>
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
            <fieldset class="tabs">
              <legend class="unseen">${say.pageChats}</legend>
              ${panes.map(
                ({ name }, at) =>
                  html`<label
                    ><input
                      class="unseen"
                      type="radio"
                      name="chat"
                      value="${name}"
                      ${at === 0 ? "checked" : ""}
                    /><span>${titleOf(name, chats)}</span></label
                  >`,
              )}
            </fieldset>
            <div class="panes" id="panes">${panes.map((pane) => paneHtml(pane, content))}</div>
            <div class="why" id="why">${raw(why)}</div>
          </main>
          <footer>${statesHtml(chats, locale)}</footer>
        </body>
      </html> `,
  );
}

const titleOf = (name: string, chats: readonly ChatShown[]): string =>
  chats.find((chat) => chat.name === name)?.title ?? name;

/** A chat with the question in it and its answer, as the app shows who wrote and when. */
function paneHtml(
  { name, html: answer }: Shown["panes"][number],
  { chats, locale, asked, now }: PageContent,
) {
  const { say, tag } = locale;
  const title = titleOf(name, chats);
  const state = chats.find((chat) => chat.name === name)?.state;
  const bot = state?.kind === "connected" ? state.as.replace(/^@/, "") : "Postern";
  const time = html`<time data-now
    >${new Intl.DateTimeFormat(tag, { timeStyle: "short" }).format(now)}</time
  >`;
  return html` <section class="pane ${name}" aria-label="${say.pageAnswered(title)}">
    <h2>${title}</h2>
    <div class="talk">
      <p class="asked">
        <span class="you">${say.pageYou}</span> <span data-asked>${asked}</span>
        <span class="sent">${time}</span>
      </p>
      <div class="from">
        <img class="avatar" src="/icon.svg" alt="" width="40" height="40" />
        <div class="message">
          <p class="by"><b>${bot}</b> <small class="app">${say.pageApp}</small> ${time}</p>
          <div class="answer" data-pane="${name}" tabindex="-1">${raw(answer)}</div>
        </div>
      </div>
    </div>
  </section>`;
}

/** What stands between backticks as code. */
const inCode = (text: string) =>
  text.split("`").map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part));
