// What every page of the owner has around it, and the small pieces they share.
import { html } from "hono/html";
import { utcMinute } from "../post/date.js";
import type { Speech } from "./owner.js";

export type Html = ReturnType<typeof html>;

export interface OwnerPage {
  readonly title: string;
  readonly body: Html;
  /** What the last press did, or why it did not. */
  readonly said?: string | null;
  /** Without a session there is nowhere to go. */
  readonly alone?: boolean;
  /** Whether one can sign out. */
  readonly session?: boolean;
}

const pagesIn = ({ locale, words }: Speech) =>
  [
    ["", words.overview],
    ["/outbox", locale.say.owner.outbox],
    ["/subscriptions", words.subscriptions],
    ["/posts", words.posts],
    ["/doctor", words.doctor],
  ] as const;

export const layout = (
  { title, body, said, alone = false, session = false }: OwnerPage,
  speech: Speech,
): Html => html`
  <!doctype html>
  <html lang="${speech.locale.tag}">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>${title} · Postern</title>
      <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      <link rel="stylesheet" href="/owner/owner.css" />
    </head>
    <body>
      <header>
        <nav aria-label="Postern">
          ${
            alone
              ? ""
              : pagesIn(speech).map(
                  ([path, name]) =>
                    html`<a href="/owner${path}" ${name === title ? html`aria-current="page"` : ""}
                      >${name}</a
                    > `,
                )
          }
        </nav>
        ${session ? html`<form method="post" action="/owner/sign-out"><button>${speech.words.signOut}</button></form>` : ""}
      </header>
      <main>
        <h1>${title}</h1>
        ${said ? html`<p class="said" role="status">${said}</p>` : ""} ${body}
      </main>
    </body>
  </html>
`;

/** A moment in ms, to the minute. */
export const moment = (at: number | null): Html =>
  at === null ? html`–` : html`<time datetime="${new Date(at).toISOString()}">${utcMinute(at)}</time>`;

export const table = (heads: readonly string[], rows: readonly (readonly (Html | string | null)[])[]): Html =>
  html`<div class="wide" tabindex="0">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, at) => html`<td data-label="${heads[at] ?? ""}"><div>${cell ?? ""}</div></td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;

/** One press that changes something; `fields` say what it is about, `about` tells that to who cannot see the row. */
export const press = (
  action: string,
  name: string,
  fields: Readonly<Record<string, string>>,
  label: string,
  about: string | null = null,
): Html =>
  html`<form method="post" action="${action}" class="press">
    ${Object.entries(fields).map(([key, value]) => html`<input type="hidden" name="${key}" value="${value}" />`)}
    <button name="do" value="${name}" aria-label="${about === null ? label : `${label}: ${about}`}">
      ${label}
    </button>
  </form>`;

export const nothing: Html = html``;
