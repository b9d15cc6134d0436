// What a message holds, as the server reads it: text with its entities, rich blocks, pictures; refused in its own words.
import type { Call } from "./schemas.js";
import { BadRequest, parseHtml, type Entity } from "./html.js";
import { readRich, type ReadRich } from "./rich.js";
import type { RichMessage } from "./rich-schemas.js";
import type { Chat, Key, World } from "./world.js";

/** An error as the server gives it. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    description: string,
    readonly parameters?: Readonly<Record<string, number>>,
  ) {
    super(description);
  }
}

type Content = { text: string; parse_mode?: "HTML" | undefined };

export function contentOf(
  content: Content,
  note: (breach: string) => void,
  longest = 4096,
): { text: string; entities: readonly Entity[] } {
  const parsed = content.parse_mode
    ? parseHtml(content.text)
    : { text: content.text.trim(), entities: [], breaches: [] };
  parsed.breaches.forEach(note);
  if (!parsed.text) throw new BadRequest("message text is empty");
  if (parsed.text.length > longest)
    throw new BadRequest(`message ${longest < 4096 ? "caption " : ""}is too long`);
  if (!parsed.text.isWellFormed()) throw new ApiError(400, "Bad Request: strings must be encoded in UTF-8");
  for (const [mention] of parsed.text.matchAll(/(?<![\p{L}\p{N}_])@[A-Za-z0-9_]{3,}/gu))
    if (!covered(parsed, parsed.text.indexOf(mention))) note(`the mention ${mention} would ping somebody`);
  return parsed;
}
const covered = ({ entities }: { entities: readonly Entity[] }, at: number): boolean =>
  entities.some(
    ({ type, offset, length }) => ["code", "pre"].includes(type) && at >= offset && at < offset + length,
  );

type Pictured = {
  caption?: string | undefined;
  parse_mode?: "HTML" | undefined;
  reply_markup?: { inline_keyboard: Key[][] } | undefined;
};

/** Bot API, sendPhoto: at most 10 MB, sides of 10,000 together, and a ratio of 20. */
export function pictured(
  params: Pictured,
  photo: string | Uint8Array,
  note: (breach: string) => void,
  world: World,
) {
  const file = typeof photo === "string" ? photo : `stand-in-file-${world.id()}`;
  if (typeof photo !== "string") world.files.set(file, photo);
  const bytes = world.files.get(file);
  if (!bytes) throw new BadRequest("wrong file identifier/HTTP URL specified");
  const sides = [16, 20].map((at) => Buffer.from(bytes).readUInt32BE(at));
  const [long, small] = [Math.max(...sides), Math.min(...sides)];
  if (Buffer.from(bytes).toString("latin1", 1, 4) !== "PNG") note("a photo that is no PNG");
  if (bytes.length > 10_000_000 || long + small > 10_000 || long > 20 * small)
    note(`a photo of ${sides.join(" x ")}`);
  const words = params.caption
    ? contentOf({ ...params, text: params.caption }, note, 1024)
    : { text: "", entities: [] };
  return {
    text: words.text,
    entities: words.entities,
    rich: null,
    photo: { file, bytes },
    keyboard: params.reply_markup?.inline_keyboard ?? [],
    preview: null,
  };
}

type InlineContent = Extract<
  Call,
  { method: "answerGuestQuery" }
>["params"]["result"]["input_message_content"];

type Visible = {
  text?: string | undefined;
  parse_mode?: "HTML" | undefined;
  rich_message?: RichMessage | undefined;
  reply_markup?: { inline_keyboard: Key[][] } | object | undefined;
  link_preview_options?: { is_disabled?: boolean | undefined; url?: string | undefined } | undefined;
};

/** What stands in a chat once it is sent there. */
export function inlineContent(
  content: InlineContent,
  note: (breach: string) => void,
  world: World,
): ReturnType<typeof visible> {
  if ("message_text" in content)
    return visible({ ...content, text: content.message_text }, note, world, null);
  if (readRich(content.rich_message).media.length > 0)
    throw new BadRequest("can't upload a file by URL to an inline message");
  return visible(content, note, world, null);
}

export const visible = (params: Visible, note: (breach: string) => void, world: World, chat: Chat | null) => {
  const { reply_markup: markup } = params;
  const keyboard = markup && "inline_keyboard" in markup ? markup.inline_keyboard : [];
  if (params.rich_message) {
    const rich = richOf(params.rich_message, note, world, chat);
    return { text: rich.text, entities: [], rich, photo: null, keyboard, preview: undefined };
  }
  const { text, entities } = contentOf({ ...params, text: params.text ?? "" }, note);
  const options = params.link_preview_options;
  return {
    text,
    entities,
    rich: null,
    photo: null,
    keyboard,
    preview: options?.is_disabled ? null : options?.url,
  };
};

function richOf(
  message: RichMessage,
  note: (breach: string) => void,
  world: World,
  chat: Chat | null,
): ReadRich {
  // A server that does not know the parameter sees a message without a text.
  if (!world.knowsRich) throw new ApiError(400, "Bad Request: message text is empty");
  const refusal = chat && world.richless.get(chat.id);
  if (refusal) throw new ApiError(400, refusal);
  const rich = readRich(message);
  if (!message.skip_entity_detection) note("entities are looked for in the text: a mention would ping");
  for (const url of rich.links) if (!/^https?:\/\/[^\s/]/.test(url)) note(`a link to ${JSON.stringify(url)}`);
  const pictureless = chat && world.pictureless.get(chat.id);
  if (pictureless && rich.media.length > 0) throw new ApiError(400, pictureless);
  if (rich.media.some((url) => world.broken.has(url)))
    throw new ApiError(400, "Bad Request: RICH_MESSAGE_PHOTO_NO_MEDIA_FOUND");
  return rich;
}
