// Whether the bot may write at a place, asked without anybody seeing it.
import type { Outcome, Turn } from "../../delivery/messenger.js";
import type { TelegramAddress } from "./address.js";
import { CallError, type Api, type Params } from "./api.js";

type ChatAction = Params<"sendChatAction">["action"];
/**
 * The end of an action, which nobody sees. The Bot API server takes it though its documentation does not name it (Client.cpp,
 * get_chat_action), and refuses it where it refuses a message: a person who blocked the bot, a topic that is no more, of
 * which getChat and getChatMember tell nothing.
 */
const NO_ACTION = "cancel" as ChatAction;

/** Empty where it may; throws what a call throws. `bot`: its own id. */
export const mayWrite =
  (api: Api, bot: number) =>
  async (
    { chat, topic }: TelegramAddress,
    limits: Parameters<Api["call"]>[2],
    turn?: Turn,
  ): Promise<string | Outcome> => {
    const { type } = await api.call("getChat", { chat_id: chat }, limits);
    if (type === "channel") {
      await turn?.();
      const me = await api.call("getChatMember", { chat_id: chat, user_id: bot }, limits);
      const may = me.status === "administrator" && me.can_post_messages !== false;
      return may ? "" : { kind: "forbidden", reason: { code: "may-not-post-in-channel" } };
    }
    const thread = topic !== null && { message_thread_id: topic };
    const show = async (action: ChatAction): Promise<string> => {
      await turn?.();
      await api.call("sendChatAction", { chat_id: chat, action, ...thread }, limits);
      return "";
    };
    return show(NO_ACTION).catch((error: unknown) => {
      if (!(error instanceof CallError) || !/parameter action/.test(error.message)) throw error;
      return show("typing");
    });
  };
