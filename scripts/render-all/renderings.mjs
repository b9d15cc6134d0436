// An article by every renderer: its text, the same without code and formulas, and the limits it breaks.
import { renderEmbed } from "../../build/chat/discord/render-embed.js";
import { renderReply } from "../../build/chat/discord/render-reply.js";
import { limits } from "../../build/chat/discord/limits.js";
import { messageParams, render, richParams } from "../../build/chat/telegram/render.js";
import { plainText } from "../../build/chat/telegram/rich-text.js";
import { terminalText } from "../../build/chat/terminal.js";
import { partsOf, spansOf } from "../../build/fit/parts.js";
import { localeFor } from "../../build/locale/locale.js";
import { weighRich } from "./weigh-rich.mjs";

export const renderers = {
  "Discord components": (parts) => parts.map(discord),
  "Discord embeds": (parts) => parts.map(embed),
  "Telegram HTML": (parts) => parts.map(telegram),
  "Telegram rich": (parts) => spansOf(parts).flatMap(rich),
  "plain text": (parts) => parts.map(terminal),
};

const locale = localeFor("en");
const options = { asker: "", locale };

/** The replies that `/read` gives, one a part; the first one also holds the beginning for a chat with much room. */
export function repliesOf(parts, title) {
  const spans = spansOf(parts);
  const article = { body: spans[0]?.document ?? [], page: pageOf(0, spans), buttons: [] };
  return parts.map(({ document: body }, at, all) => ({
    ...empty,
    title,
    body,
    page: pageOf(at, all),
    ...(at === 0 && { article }),
  }));
}

export const divide = partsOf;

const empty = { buttons: [], posts: [], audience: "everyone" };
const pageOf = (at, all) => ({ number: at + 1, count: all.length, previous: "a", next: "b" });
const replyOf = ({ document: body }, at, all) => ({ ...empty, title: "A post", body, page: pageOf(at, all) });

/** `sums`: [name, what it comes to, the most it may be]. */
const broken = (sums) => sums.filter(([, sum, most]) => sum > most).map(([name, sum]) => `${name} ${sum}`);

function* below(component) {
  yield component;
  for (const inner of component.components ?? []) yield* below(inner);
  if (component.accessory) yield* below(component.accessory);
}

function discord(part, at, all) {
  const { components } = renderReply(replyOf(part, at, all), options);
  const every = components.flatMap((component) => [...below(component)]);
  const text = every.flatMap(({ content }) => (typeof content === "string" ? [content] : []));
  const length = text.reduce((sum, { length: more }) => sum + more, 0);
  return {
    ...markdown(text.join("\n")),
    broken: broken([
      ["characters", length, limits.text],
      ["components", every.length, limits.components],
      ["empty", Number(text.every((one) => one.trim() === "")), 0],
    ]),
  };
}

function embed(part, at, all) {
  const { embeds, components } = renderEmbed(replyOf(part, at, all), options);
  const [{ title = "", description = "", footer, author, image }] = embeds;
  const sum = [title, description, footer?.text ?? "", author?.name ?? ""].join("").length;
  return {
    ...markdown(description),
    broken: broken([
      ["title", title.length, limits.embedTitle],
      ["description", description.length, limits.embedDescription],
      ["embed", sum, 6000],
      ["rows", components.length, limits.rows],
      ["empty", Number(sum === 0 && !image), 0],
    ]),
  };
}

/** Discord's Markdown as it is read: escapes resolved, addresses behind their words. */
function markdown(text) {
  const plain = (one) => one.replace(/\]\(<?[^)\s]*\)/g, "]").replace(/\\([^\p{L}\p{N}\s])/gu, "$1");
  const prose = text.replace(/```[\s\S]*?```/g, " ").replace(/(`+)[^\n]*?\1/g, " ");
  // Code in a line may stand against a word: its backticks divide nothing.
  // So do the brackets of a link: without a space before it, its first word is no word.
  const joined = text
    .replace(/(?<=[\p{L}\p{N}])`+(?=[\p{L}\p{N}])/gu, "")
    .replace(
      /(```[^]*?```|`[^`\n]*`)|(?<!\\)\[((?:\\.|[^\]\\])*)\]\(https?:[^)\s]*\)/g,
      (_, code, label) => code ?? label,
    );
  return { text: joined.replace(/\\([^\p{L}\p{N}\s])/gu, "$1"), prose: plain(prose) };
}

function telegram(part, at, all) {
  const payload = render(replyOf(part, at, all), locale);
  const { parse_mode: mode } = messageParams(payload);
  const isCode = ({ marks }) => marks.some(({ tag }) => tag === "code" || tag === "pre");
  const text = plainText(payload.runs);
  return {
    text,
    prose: plainText(payload.runs.map((run) => (isCode(run) ? { ...run, text: " " } : run))),
    broken: broken([
      ["characters", text.length, 4096],
      ["empty", Number(text.trim() === ""), 0],
      ["not HTML", Number(mode !== undefined && mode !== "HTML"), 0],
    ]),
  };
}

function rich({ document: body }, at, all) {
  const reply = { ...empty, article: { body, page: pageOf(at, all), buttons: [] } };
  const params = richParams(render(reply, locale, "where-better"), () => true);
  return params ? [weighRich(params.rich_message)] : [];
}

function terminal(part, at, all) {
  const reply = replyOf(part, at, all);
  const bare = { ...reply, body: without(part.document, ["code", "math"]) };
  return {
    text: terminalText(reply, { colour: false }),
    prose: terminalText(bare, { colour: false }),
    broken: [],
  };
}

export function without(blocks, types) {
  const bare = (value) =>
    Array.isArray(value)
      ? value.filter((one) => !types.includes(one?.type)).map(bare)
      : value && typeof value === "object"
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bare(inner)]))
        : value;
  return bare(blocks);
}
