// The Bot API's methods on the world: what the real server does and answers, in its own words.
import type { Call } from "./schemas.js";
import { BadRequest, parseHtml, type Entity } from "./html.js";
import { readRich, type ReadRich } from "./rich.js";
import type { RichMessage } from "./rich-schemas.js";
import type { Chat, Key, Shown, World } from "./world.js";

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

function contentOf(
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

export function perform(call: Call, world: World, note: (breach: string) => void): unknown {
  const chatOf = (id: number | string): Chat => {
    const chat = world.chat(id);
    if (!chat) throw new BadRequest("chat not found");
    const moved = world.migrated.get(chat.id);
    if (moved !== undefined)
      throw new ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", {
        migrate_to_chat_id: moved,
      });
    const closed = world.closed.get(chat.id);
    if (closed !== undefined) throw new ApiError(closed.startsWith("Forbidden") ? 403 : 400, closed);
    return chat;
  };
  const messageOf = (chat: Chat, id: number | undefined, words: string): Shown => {
    const message = world.find(chat, id ?? 0);
    if (!message) throw new BadRequest(words);
    return message;
  };
  switch (call.method) {
    case "getMe":
      return {
        ...world.bot,
        can_join_groups: true,
        can_read_all_group_messages: false,
        supports_inline_queries: world.supportsInline,
      };
    case "sendMessage":
    case "sendRichMessage": {
      if (call.method === "sendRichMessage" && !world.knowsRich)
        throw new ApiError(404, "Not Found: method not found");
      const { params } = call;
      const chat = chatOf(params.chat_id);
      // The General topic takes chat actions by its number, but no message.
      if (params.message_thread_id !== undefined && (!chat.is_forum || params.message_thread_id === 1))
        throw new BadRequest("message thread not found");
      const message: Shown = {
        id: world.id(),
        chat,
        ...visible(params, note, world, chat),
        topic: params.message_thread_id ?? null,
        replyTo: params.reply_parameters?.message_id ?? null,
        silent: params.disable_notification ?? false,
        edits: 0,
      };
      world.shown.push(message);
      return asMessage(message, world);
    }
    case "editMessageText": {
      const { params } = call;
      if (params.inline_message_id !== undefined) {
        if ((params.rich_message ? readRich(params.rich_message).media.length : 0) > 0)
          throw new BadRequest("can't upload a file by URL to an inline message");
        return Boolean(visible(params, note, world, null));
      }
      const chat = chatOf(params.chat_id ?? 0);
      const before = messageOf(chat, params.message_id, "message to edit not found");
      if (before.photo) throw new BadRequest("there is no text in the message to edit");
      return replaced(before, visible(params, note, world, chat), world);
    }
    case "sendPhoto": {
      const { params } = call;
      const chat = chatOf(params.chat_id);
      if (world.photoless.has(chat.id))
        throw new ApiError(400, "Bad Request: not enough rights to send photos to the chat");
      const message: Shown = {
        id: world.id(),
        chat,
        ...pictured(params, params.photo, note, world),
        topic: params.message_thread_id ?? null,
        replyTo: params.reply_parameters?.message_id ?? null,
        silent: params.disable_notification ?? false,
        edits: 0,
      };
      if (message.replyTo !== null) messageOf(chat, message.replyTo, "message to be replied not found");
      world.shown.push(message);
      return asMessage(message, world);
    }
    case "editMessageMedia": {
      const { params } = call;
      const chat = chatOf(params.chat_id);
      const before = messageOf(chat, params.message_id, "message to edit not found");
      const { media, ...words } = params.media;
      return replaced(before, pictured({ ...params, ...words }, media, note, world), world);
    }
    case "deleteMessage": {
      const chat = chatOf(call.params.chat_id);
      const message = messageOf(chat, call.params.message_id, "message to delete not found");
      world.shown.splice(world.shown.indexOf(message), 1);
      world.removed.push(message);
      return true;
    }
    case "answerCallbackQuery":
      if (!world.openPresses.delete(call.params.callback_query_id)) throw tooOld();
      return true;
    case "answerInlineQuery":
      for (const result of call.params.results) inlineContent(result.input_message_content, note, world);
      if (new Set(call.params.results.map(({ id }) => id)).size < call.params.results.length)
        throw new BadRequest("RESULT_ID_DUPLICATE");
      // A query whose answer was refused can still be answered.
      if (!world.openInline.delete(call.params.inline_query_id)) throw tooOld();
      world.inlineAnswers.set(call.params.inline_query_id, call.params);
      return true;
    case "answerGuestQuery": {
      inlineContent(call.params.result.input_message_content, note, world);
      if (!world.openGuests.delete(call.params.guest_query_id)) throw tooOld();
      world.guestAnswers.set(call.params.guest_query_id, call.params.result);
      return { inline_message_id: `guest-${call.params.guest_query_id}` };
    }
    case "setMyCommands":
      world.menus.set(call.params.language_code ?? "", call.params.commands);
      return true;
    case "getMyCommands":
      return world.menus.get(call.params.language_code ?? "") ?? [];
    case "getMyDescription":
      return { description: world.descriptions.get(call.params.language_code ?? "") ?? "" };
    case "setMyDescription":
      return Boolean(world.descriptions.set(call.params.language_code ?? "", call.params.description ?? ""));
    case "getMyShortDescription":
      return { short_description: world.shortDescriptions.get(call.params.language_code ?? "") ?? "" };
    case "setMyShortDescription": {
      const { language_code: language = "", short_description: text = "" } = call.params;
      return Boolean(world.shortDescriptions.set(language, text));
    }
    case "getChatMenuButton":
      return { type: world.menuButton };
    case "setChatMenuButton":
      world.menuButton = call.params.menu_button.type;
      return true;
    case "getChat":
      return { ...chatOf(call.params.chat_id), accent_color_id: 0, max_reaction_count: 11 };
    case "getChatMember": {
      const chat = chatOf(call.params.chat_id);
      const status = world.members.get(`${chat.id} ${call.params.user_id}`) ?? "member";
      return { status, user: { id: call.params.user_id, is_bot: false, first_name: "Somebody" } };
    }
    case "sendChatAction":
      return Boolean(chatOf(call.params.chat_id));
    case "getWebhookInfo":
      return { url: world.webhook ?? "", has_custom_certificate: false, pending_update_count: 0 };
    case "deleteWebhook":
      world.webhook = null;
      return true;
    case "setWebhook":
      world.webhook = call.params.url;
      world.allowed = call.params.allowed_updates ?? world.allowed;
      return true;
    case "getUpdates":
      throw new Error("getUpdates is the poller's");
  }
}

function replaced(before: Shown, now: Partial<Shown>, world: World) {
  const after: Shown = { ...before, ...now, edits: before.edits + 1 };
  const same = (one: Shown): string =>
    JSON.stringify([one.text, one.entities, one.rich, one.photo?.file, one.keyboard, one.preview]);
  if (same(before) === same(after))
    throw new BadRequest(
      "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
    );
  world.shown[world.shown.indexOf(before)] = after;
  return asMessage(after, world);
}

type Pictured = {
  caption?: string | undefined;
  parse_mode?: "HTML" | undefined;
  reply_markup?: { inline_keyboard: Key[][] } | undefined;
};

/** Bot API, sendPhoto: at most 10 MB, sides of 10,000 together, and a ratio of 20. */
function pictured(
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

const tooOld = () => new BadRequest("query is too old and response timeout expired or query ID is invalid");

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
function inlineContent(
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

const visible = (params: Visible, note: (breach: string) => void, world: World, chat: Chat | null) => {
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

export const asMessage = (message: Shown, world: World): Record<string, unknown> => {
  const answered = message.replyTo === null ? undefined : world.find(message.chat, message.replyTo);
  return {
    message_id: message.id,
    date: 1_790_000_000,
    chat: message.chat,
    from: world.bot,
    ...(message.photo
      ? {
          photo: [
            { file_id: message.photo.file, file_unique_id: message.photo.file, width: 880, height: 200 },
          ],
        }
      : message.rich
        ? {}
        : { text: message.text }),
    // What the answered message answers itself is not told.
    ...(answered && { reply_to_message: asMessage({ ...answered, replyTo: null }, world) }),
    ...(message.topic !== null && { message_thread_id: message.topic, is_topic_message: true }),
    ...(message.keyboard.length > 0 && { reply_markup: { inline_keyboard: message.keyboard } }),
  };
};
