// Writes a Reply for a terminal, and as one line of JSON for programs.
import { styleText } from "node:util";
import type { Dispatcher } from "../command/dispatcher.js";
import { markedLine } from "../document/marked.js";
import { inlineToPlain, toReadable } from "../document/plain.js";
import { safeLine, safeText } from "../document/safe-text.js";
import type { Card, ListItem, SealedReply } from "../reply/reply.js";

/** How words stand out; on a pipe they do not. */
interface Ink {
  readonly strong: (text: string) => string;
  readonly soft: (text: string) => string;
}

const pen = (style: "bold" | "dim") => (text: string) => styleText(style, text, { validateStream: false });
const colours: Ink = { strong: pen("bold"), soft: pen("dim") };
const none: Ink = { strong: String, soft: String };

export interface TerminalOptions {
  readonly colour: boolean;
  /** Formulas in Unicode's signs where these say the same, for a person; programs get their source. */
  readonly signs?: boolean;
}

/** The answer as readable text, without a newline at its end. */
export function terminalText(reply: SealedReply, { colour, signs = true }: TerminalOptions): string {
  const ink = colour ? colours : none;
  const labels = reply.buttons.flatMap((button) =>
    "action" in button ? [`[${safeLine(button.label)}]`] : [],
  );
  const parts = [
    reply.title && ink.strong(safeLine(reply.title)),
    reply.body && safeText(toReadable(reply.body, { signs })),
    reply.card && cardText(reply.card, ink, signs),
    reply.list?.map((item, index) => itemText(item, (reply.firstNumber ?? 1) + index, ink)).join("\n"),
    reply.page && ink.soft(`${reply.page.number} / ${reply.page.count}`),
    ink.soft(labels.join("  ")),
  ];
  return parts.filter(Boolean).join("\n\n");
}

function cardText(card: Card, ink: Ink, signs: boolean): string {
  const facts = [card.date, card.categories.join(", "), card.tags.map((tag) => `#${tag}`).join(" ")];
  const parts = [
    ink.strong(safeLine(card.title)) + "\n" + ink.soft(line([...facts, ...card.notes])),
    safeText(toReadable(card.summary, { signs })),
    card.url,
  ];
  return parts.filter(Boolean).join("\n\n");
}

function itemText(item: ListItem<string>, number: number, ink: Ink): string {
  const indent = "  ".repeat(item.depth);
  const mark = item.url === null && item.depth > 0 ? "- " : `${number}. `;
  const detail = item.detail === "" ? "" : `  ${ink.soft(safeLine(item.detail))}`;
  const marked = (text: string, marks: ListItem<string>["marks"]): string =>
    markedLine(text, marks)
      .map((run) => (run.type === "strong" ? ink.strong(inlineToPlain([run])) : inlineToPlain([run])))
      .join("");
  const title = marked(safeLine(item.title), item.marks);
  const { passage } = item;
  const sentence = passage ? `\n${indent}   ${marked(passage.text, passage.marks)}` : "";
  const address = item.url === null ? "" : `\n${indent}   ${ink.soft(item.url)}`;
  return `${indent}${mark}${title}${detail}${sentence}${address}`;
}

const line = (facts: readonly (string | null)[]): string =>
  facts
    .map((fact) => safeLine(fact ?? ""))
    .filter((fact) => fact !== "")
    .join(" · ");

/** Why posts were found: a line for each, below it one for each of its matches, the strongest first. */
export const foundText = (hits: ReturnType<Dispatcher["search"]>): string =>
  hits
    .flatMap(({ post, score, matches }, at) => [
      `${at + 1}. ${safeLine(post.title)} (${score.toFixed(3)})`,
      ...matches.map(
        ({ word, how, field, score }) =>
          `   ${JSON.stringify(safeLine(word))} in ${field}, by ${how}: ${score.toFixed(2)}`,
      ),
    ])
    .join("\n");

/** An answer as programs read it. `buttons` hold what `press` takes; `posts` are ranked as answered. */
export interface AnswerJson {
  readonly input: string;
  readonly reply: {
    readonly title: string | null;
    readonly text: string;
    readonly links: readonly { readonly label: string; readonly url: string }[];
    readonly buttons: readonly { readonly label: string; readonly state: string }[];
  };
  readonly posts: readonly { readonly source: string; readonly title: string; readonly url: string | null }[];
}

export function answerJson(input: string, reply: SealedReply): AnswerJson {
  const cardLink = reply.card?.url ? [{ label: reply.card.title, url: reply.card.url }] : [];
  const listed = (reply.list ?? []).flatMap(({ title, url }) =>
    url === null ? [] : [{ label: title, url }],
  );
  const linked = reply.buttons.flatMap((button) => ("url" in button ? [button] : []));
  const links = [...cardLink, ...listed, ...linked].map(({ label, url }) => ({ label, url }));
  const turns = [
    { label: "‹", state: reply.page?.previous },
    { label: "›", state: reply.page?.next },
  ];
  return {
    input,
    reply: {
      title: reply.title ?? reply.card?.title ?? null,
      text: terminalText({ ...reply, buttons: [] }, { colour: false, signs: false }),
      links: links.filter((link, index) => links.findIndex(({ url }) => url === link.url) === index),
      buttons: [
        ...(reply.list ?? []).flatMap(({ title, action }) =>
          action ? [{ label: title, state: action }] : [],
        ),
        ...reply.buttons.flatMap((button) =>
          "action" in button ? [{ label: button.label, state: button.action }] : [],
        ),
        ...turns.flatMap(({ label, state }) => (state ? [{ label, state }] : [])),
      ],
    },
    posts: reply.posts.map(({ source, title, url }) => ({ source, title, url })),
  };
}
