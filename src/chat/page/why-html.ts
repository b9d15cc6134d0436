// Why the search found what it found: for each post which word, in which field, how, and how much it counted.
import { html } from "hono/html";
import type { Dispatcher } from "../../command/dispatcher.js";
import type { Locale } from "../../locale/locale.js";

/** Safe HTML; empty where nothing was found. */
export async function whyHtml(hits: ReturnType<Dispatcher["search"]>, { say }: Locale): Promise<string> {
  if (hits.length === 0) return "";
  return String(
    await html`<details>
      <summary>${say.pageWhy}</summary>
      <ol>
        ${hits.map(
          ({ post, score, matches }) =>
            html`<li>
              <b>${post.title}</b> <small>${score.toFixed(2)}</small>
              <ul>
                ${matches.map(
                  (match) =>
                    html`<li>
                      <q>${match.word}</q> ${say.searchField[match.field]} · ${say.searchWay[match.how]}
                      <small>${match.score.toFixed(2)}</small>
                    </li>`,
                )}
              </ul>
            </li>`,
        )}
      </ol>
    </details>`,
  );
}
