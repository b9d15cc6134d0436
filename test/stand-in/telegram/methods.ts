// The Bot API's methods on the world: what the real server does and answers, in its own words.
import type { Call } from "./schemas.js";
import { ApiError, inlineContent, pictured, visible } from "./content.js";
import { BadRequest } from "./html.js";
import { readRich } from "./rich.js";
import type { Chat, Shown, World } from "./world.js";

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
        replyTo: answered(params.reply_parameters),
        silent: params.disable_notification ?? false,
        alone: aloneIn(params, chat, world, note),
        edits: 0,
      };
      world.shown.push(message);
      return asMessage(message, world);
    }
    case "editEphemeralMessageText": {
      const { params } = call;
      const chat = chatOf(params.chat_id);
      return Boolean(replaced(ephemeralOf(params, chat, world), visible(params, note, world, chat), world));
    }
    case "deleteEphemeralMessage": {
      const message = ephemeralOf(call.params, chatOf(call.params.chat_id), world);
      world.shown.splice(world.shown.indexOf(message), 1);
      world.removed.push(message);
      return true;
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
        replyTo: answered(params.reply_parameters),
        silent: params.disable_notification ?? false,
        alone: null,
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
    case "pinChatMessage": {
      const { chat_id, message_id, disable_notification: quiet = false } = call.params;
      messageOf(chatOf(chat_id), message_id, "message to pin not found");
      world.pinned.push({ chat: chatOf(chat_id).id, message: message_id, quiet });
      return true;
    }
    case "unpinChatMessage": {
      const chat = chatOf(call.params.chat_id);
      const at = world.pinned.findIndex(
        (one) => one.chat === chat.id && one.message === call.params.message_id,
      );
      if (at < 0) throw new BadRequest("message to unpin not found");
      world.pinned.splice(at, 1);
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

type ReplyTo = { message_id: number } | { ephemeral_message_id: number } | undefined;
const answered = (to: ReplyTo): number | null => (to && "message_id" in to ? to.message_id : null);

/** Bot API, "ephemeral": in groups, to one person; a reply to a message that the bot alone sees is such a message too. */
function aloneIn(
  params: {
    ephemeral_message_parameters?: { receiver_user_id: number } | undefined;
    reply_parameters?: ReplyTo;
  },
  chat: Chat,
  world: World,
  note: (breach: string) => void,
): Shown["alone"] {
  const { ephemeral_message_parameters: wanted, reply_parameters: to } = params;
  if (!wanted && to && "ephemeral_message_id" in to) note("everybody sees a reply to what one person wrote");
  if (!wanted || world.ephemeral === "unknown") return null;
  if (to && "allow_sending_without_reply" in to) note("allow_sending_without_reply is always false here");
  if (chat.type !== "supergroup" && chat.type !== "group") note("a message for one person in no group");
  if (world.ephemeral !== "taken") throw new ApiError(400, world.ephemeral.refusal);
  return { user: wanted.receiver_user_id, id: world.id() };
}

function ephemeralOf(
  {
    receiver_user_id: user,
    ephemeral_message_id: id,
  }: Record<"receiver_user_id" | "ephemeral_message_id", number>,
  chat: Chat,
  world: World,
): Shown {
  const found = world.shown.find(
    (one) => one.chat.id === chat.id && one.alone?.id === id && one.alone.user === user,
  );
  if (!found) throw new BadRequest("message to edit not found");
  return found;
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

const tooOld = () => new BadRequest("query is too old and response timeout expired or query ID is invalid");

export const asMessage = (message: Shown, world: World): Record<string, unknown> => {
  const answered = message.replyTo === null ? undefined : world.find(message.chat, message.replyTo);
  return {
    message_id: message.alone ? 0 : message.id,
    ...(message.alone && { ephemeral_message_id: message.alone.id }),
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
