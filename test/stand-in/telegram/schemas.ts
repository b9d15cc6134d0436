// What each method of the Bot API takes, strictly: an unknown or ill-typed parameter fails the test.
// Distilled by hand from the documentation of Bot API 10.3 (core.telegram.org/bots/api), only what Postern may use.
import { z } from "zod";
import { richMessage } from "./rich-schemas.js";

const chatId = z.union([z.int(), z.string().regex(/^(-?\d+|@[A-Za-z]\w{3,31})$/)]);
const bytes = (most: number) =>
  z
    .string()
    .refine(
      (text) => Buffer.byteLength(text) >= 1 && Buffer.byteLength(text) <= most,
      `must have 1–${most} bytes`,
    );
const webUrl = z.url({ protocol: /^https?$/ });

const preview = z.strictObject({
  is_disabled: z.boolean().optional(),
  url: webUrl.optional(),
  prefer_small_media: z.boolean().optional(),
  prefer_large_media: z.boolean().optional(),
  show_above_text: z.boolean().optional(),
});
const button = z
  .strictObject({
    text: z.string().min(1),
    url: webUrl.optional(),
    callback_data: bytes(64).optional(),
    switch_inline_query_current_chat: z.string().optional(),
    switch_inline_query_chosen_chat: z
      .strictObject({
        query: z.string().max(256),
        allow_user_chats: z.boolean().optional(),
        allow_bot_chats: z.boolean().optional(),
        allow_group_chats: z.boolean().optional(),
        allow_channel_chats: z.boolean().optional(),
      })
      .optional(),
    copy_text: z.strictObject({ text: z.string().min(1).max(256) }).optional(),
  })
  .refine((one) => Object.keys(one).length === 2, "a button has exactly one action");
const keyboard = z.strictObject({
  inline_keyboard: z
    .array(z.array(button).min(1).max(8))
    .refine((rows) => rows.flat().length <= 100, "at most 100 buttons"),
});
const replyTo = z.union([
  z.strictObject({ message_id: z.int(), allow_sending_without_reply: z.boolean().optional() }),
  z.strictObject({ ephemeral_message_id: z.int() }),
]);
/** Bot API, EphemeralMessageParameters. */
const ephemeral = { ephemeral_message_parameters: z.strictObject({ receiver_user_id: z.int() }).optional() };
const text = z.string().min(1);
const message = {
  text,
  parse_mode: z.enum(["HTML"]).optional(),
  link_preview_options: preview.optional(),
  reply_markup: keyboard.optional(),
};
/** A file that came up with the call, or the name of one that came up before. */
const file = z.union([z.string().regex(/^stand-in-file-\d+$/), z.instanceof(Uint8Array)]);
const caption = { caption: z.string().optional(), parse_mode: z.enum(["HTML"]).optional() };
const article = z.strictObject({
  type: z.literal("article"),
  id: bytes(64),
  title: z.string().min(1),
  description: z.string().optional(),
  url: webUrl.optional(),
  thumbnail_url: webUrl.optional(),
  input_message_content: z.union([
    z.strictObject({
      message_text: text,
      parse_mode: z.enum(["HTML"]).optional(),
      link_preview_options: preview.optional(),
    }),
    z.strictObject({ rich_message: richMessage }),
  ]),
  reply_markup: keyboard.optional(),
});
const allowedUpdates = z
  .array(
    z.enum([
      "message",
      "edited_message",
      "channel_post",
      "callback_query",
      "inline_query",
      "chosen_inline_result",
      "guest_message",
      "my_chat_member",
    ]),
  )
  .optional();
const languageCode = z.union([z.literal(""), z.string().regex(/^[a-z]{2}$/)]).optional();

const description = (most: number) => z.string().max(most).optional();
const rights = z.strictObject(
  Object.fromEntries(
    "is_anonymous,can_manage_chat,can_delete_messages,can_manage_video_chats,can_restrict_members,can_promote_members,can_change_info,can_invite_users,can_post_stories,can_edit_stories,can_delete_stories,can_send_welcome_messages,can_post_messages,can_edit_messages"
      .split(",")
      .map((name) => [name, z.boolean()]),
  ),
);
/** Bot API, ReplyKeyboardMarkup: only what asks for a chat. */
const chatKeyboard = z.strictObject({
  keyboard: z.array(
    z.array(
      z.strictObject({
        text: z.string().min(1),
        request_chat: z.strictObject({
          request_id: z.int(),
          chat_is_channel: z.boolean(),
          user_administrator_rights: rights,
          bot_administrator_rights: rights,
          request_title: z.boolean(),
        }),
      }),
    ),
  ),
  resize_keyboard: z.boolean(),
  one_time_keyboard: z.boolean(),
});

export const schemas = {
  getMe: z.strictObject({}),
  getUpdates: z.strictObject({
    offset: z.int().optional(),
    limit: z.int().min(1).max(100).optional(),
    timeout: z.int().min(0).max(50).optional(),
    allowed_updates: allowedUpdates,
  }),
  sendMessage: z.strictObject({
    ...message,
    reply_markup: z
      .union([keyboard, chatKeyboard, z.strictObject({ remove_keyboard: z.literal(true) })])
      .optional(),
    chat_id: chatId,
    message_thread_id: z.int().positive().optional(),
    disable_notification: z.boolean().optional(),
    reply_parameters: replyTo.optional(),
    ...ephemeral,
  }),
  sendRichMessage: z.strictObject({
    rich_message: richMessage,
    reply_markup: keyboard.optional(),
    chat_id: chatId,
    message_thread_id: z.int().positive().optional(),
    disable_notification: z.boolean().optional(),
    ...ephemeral,
    reply_parameters: replyTo.optional(),
  }),
  editMessageText: z
    .strictObject({
      ...message,
      text: text.optional(),
      rich_message: richMessage.optional(),
      chat_id: chatId.optional(),
      message_id: z.int().optional(),
      inline_message_id: z.string().optional(),
    })
    .refine(
      (one) => (one.inline_message_id === undefined) === (one.message_id !== undefined),
      "either kind of id",
    )
    .refine(
      (one) => (one.text === undefined) === (one.rich_message !== undefined),
      "either text or rich message",
    )
    .refine(
      (one) => one.rich_message === undefined || (!one.parse_mode && !one.link_preview_options),
      "parse_mode and link_preview_options belong to a text",
    ),
  sendPhoto: z.strictObject({
    photo: file,
    ...caption,
    reply_markup: keyboard.optional(),
    chat_id: chatId,
    message_thread_id: z.int().positive().optional(),
    disable_notification: z.boolean().optional(),
    reply_parameters: replyTo.optional(),
  }),
  editMessageMedia: z.strictObject({
    chat_id: chatId,
    message_id: z.int(),
    media: z.strictObject({ type: z.literal("photo"), media: file, ...caption }),
    reply_markup: keyboard.optional(),
  }),
  editEphemeralMessageText: z.strictObject({
    ...message,
    text: text.optional(),
    rich_message: richMessage.optional(),
    chat_id: chatId,
    receiver_user_id: z.int(),
    ephemeral_message_id: z.int(),
  }),
  deleteEphemeralMessage: z.strictObject({
    chat_id: chatId,
    receiver_user_id: z.int(),
    ephemeral_message_id: z.int(),
  }),
  deleteMessage: z.strictObject({ chat_id: chatId, message_id: z.int() }),
  pinChatMessage: z.strictObject({
    chat_id: chatId,
    message_id: z.int(),
    disable_notification: z.boolean().optional(),
  }),
  unpinChatMessage: z.strictObject({ chat_id: chatId, message_id: z.int().optional() }),
  answerCallbackQuery: z.strictObject({
    callback_query_id: z.string(),
    text: z.string().max(200).optional(),
    show_alert: z.boolean().optional(),
  }),
  answerInlineQuery: z.strictObject({
    inline_query_id: z.string(),
    results: z.array(article).max(50),
    cache_time: z.int().optional(),
    is_personal: z.boolean().optional(),
    next_offset: z.string().max(64).optional(),
    button: z
      .strictObject({ text: z.string().min(1), start_parameter: z.string().regex(/^[\w-]{1,64}$/) })
      .optional(),
  }),
  answerGuestQuery: z.strictObject({ guest_query_id: z.string(), result: article }),
  setMyCommands: z.strictObject({
    commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^[a-z0-9_]{1,32}$/),
          description: z.string().min(1).max(256),
        }),
      )
      .max(100),
    language_code: languageCode,
  }),
  getMyCommands: z.strictObject({ language_code: languageCode }),
  getMyDescription: z.strictObject({ language_code: languageCode }),
  setMyDescription: z.strictObject({ description: description(512), language_code: languageCode }),
  getMyShortDescription: z.strictObject({ language_code: languageCode }),
  setMyShortDescription: z.strictObject({ short_description: description(120), language_code: languageCode }),
  getChatMenuButton: z.strictObject({}),
  setChatMenuButton: z.strictObject({ menu_button: z.strictObject({ type: z.literal("commands") }) }),
  getChat: z.strictObject({ chat_id: chatId }),
  getChatMember: z.strictObject({ chat_id: chatId, user_id: z.int() }),
  sendChatAction: z.strictObject({
    chat_id: chatId,
    action: z.string(),
    message_thread_id: z.int().positive().optional(),
  }),
  getWebhookInfo: z.strictObject({}),
  deleteWebhook: z.strictObject({ drop_pending_updates: z.boolean().optional() }),
  setWebhook: z.strictObject({
    url: z.url(),
    secret_token: z
      .string()
      .regex(/^[\w-]{1,256}$/)
      .optional(),
    max_connections: z.int().min(1).max(100).optional(),
    allowed_updates: allowedUpdates,
    drop_pending_updates: z.boolean().optional(),
  }),
};

export type Call = {
  [M in keyof typeof schemas]: { method: M; params: z.infer<(typeof schemas)[M]> };
}[keyof typeof schemas];
