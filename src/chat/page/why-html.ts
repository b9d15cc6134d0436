// Why the search found what it found: for each post which word, in which field, how, and how much it counted.
import { html } from "hono/html";
import { isQuery, splitLine } from "../../command/command-line.js";
import type { Command } from "../../command/command.js";
import type { Locale } from "../../locale/locale.js";

/** A post that the search found, as far as the page tells of it. */
export interface Found {
  readonly post: { readonly title: string };
  readonly score: number;
  readonly matches: readonly {
    readonly word: string;
    readonly field: string;
    readonly how: string;
    readonly score: number;
  }[];
}

/** Commands that look for what stands behind them; a line without a command is looked for as it is. */
const SEARCHES = new Set(["post", "read", "search"]);

/** What is looked for in a line; empty where nothing is. */
export function wordsIn(line: string, commands: readonly Command[]): string {
  const typed = splitLine(line);
  const command = commands.find(({ name, aliases }) => name === typed.name || aliases?.includes(typed.name));
  if (isQuery(typed, command)) return line.trim();
  return SEARCHES.has(typed.name) ? typed.rest : "";
}

/** Safe HTML; empty where nothing was found. */
export async function whyHtml(hits: readonly Found[], { say }: Locale): Promise<string> {
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
                      <q>${match.word}</q> ${say.searchField(match.field)} · ${say.searchWay(match.how)}
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
