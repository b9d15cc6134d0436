// From the private chat with the bot, a channel is chosen in Telegram's own list and subscribed.
import type { ChatAdministratorRights } from "@grammyjs/types";
import type { Dispatcher } from "../../command/dispatcher.js";
import { paragraph } from "../../document/builders.js";
import type { Locale } from "../../locale/locale.js";
import { telegramPlace } from "./address.js";
import type { Api } from "./api.js";
import { isAdmin } from "./asker.js";
import type { QuestionOf } from "./question.js";
import { render } from "./render.js";
import type { Sender } from "./send.js";
import type { Progress } from "./send-target.js";

/** What the bot needs in a channel: it posts, changes and removes what it posted. Telegram grants it at the choice. */
const RIGHTS: ChatAdministratorRights = {
  is_anonymous: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_send_welcome_messages: false,
  can_post_messages: true,
  can_edit_messages: true,
};

interface PickDeps {
  readonly api: Api;
  readonly dispatcher: Dispatcher;
  /** The bot's own number. */
  readonly me: number;
  readonly sender: Sender;
}

/** Shows the button, or subscribes what was chosen. Throws CallError. */
export async function pickChannel(
  { chat, chosen, user, locale: language }: QuestionOf<"channel">,
  locale: Locale,
  { api, dispatcher, me, sender }: PickDeps,
  progress: Progress,
): Promise<void> {
  const { say } = locale;
  const here = { chat, topic: null, replyTo: null };
  const remark = { buttons: [], posts: [], audience: "asker" } as const;
  if (!chosen) {
    const button = {
      text: say.pickChannelButton,
      request_chat: {
        request_id: 1,
        chat_is_channel: true,
        user_administrator_rights: RIGHTS,
        bot_administrator_rights: RIGHTS,
        request_title: true,
      },
    };
    const keyboard = { keyboard: [[button]], resize_keyboard: true, one_time_keyboard: true };
    const asked = { ...remark, body: [paragraph(say.pickChannel)] };
    return sender.send({ ...here, keyboard }, render(asked, locale), progress);
  }
  const may = await isAdmin(api, chosen.chat, me);
  const reply = may
    ? await dispatcher.run(
        "subscribe",
        {},
        {
          locale: language,
          place: telegramPlace(chosen.chat, null),
          mayManage: async () => user !== null && isAdmin(api, chosen.chat, user),
        },
      )
    : null;
  const told = { ...remark, title: chosen.title, body: reply?.body ?? [paragraph(say.channelNeedsMe)] };
  const keyboard = { remove_keyboard: true } as const;
  await sender.send({ ...here, keyboard }, render(told, locale), progress);
}
