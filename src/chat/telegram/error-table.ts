// The refusals of the Bot API (400 and 403), each with what it is about when the bot pushes.

/**
 * `place`: nothing can be sent there until somebody changes something (`gone`: it is no more); `act`: we may not do this
 * there, so that a new message finds the place closed, while of one sent before only the change is refused; `content`:
 * as `act`, but another form of the message may be allowed; `message`: the one message that was to be changed (`lost`:
 * it is no more); `moment`: the same call may work later, `bot`: for every place so; `request`: what we sent.
 */
export type TelegramErrorKind =
  "place" | "gone" | "act" | "content" | "message" | "lost" | "moment" | "bot" | "request";

/**
 * The words of the Bot API server (telegram-bot-api, Client.cpp), of TDLib below it (Status::Error in
 * MessagesManager, DialogManager, ForumTopicManager …; their first letter made small) and of Telegram itself (names in
 * capitals, core.telegram.org/api/errors). The first that fits counts; what fits none is about our request.
 */
const table: readonly (readonly [TelegramErrorKind, RegExp])[] = [
  // The message that an edit or removal names.
  ["lost", /message to (edit|delete) not found|MESSAGE_ID_INVALID|MESSAGE_NOT_FOUND|message not found/i],
  ["message", /message can't be (edited|deleted)|can't be deleted for everyone|MESSAGE_DELETE_FORBIDDEN/i],
  ["message", /there is no (text|caption|media|reply markup) in the message/i],
  [
    "message",
    /MESSAGE_(EDIT_TIME_EXPIRED|AUTHOR_REQUIRED|TOO_OLD)|need delete messages administrator right/i,
  ],
  // The place.
  ["gone", /(chat|user|supergroup|basic group) not found|group chat was deleted|chat is deactivated/i],
  ["gone", /(thread|topic) not found|TOPIC_DELETED|TOPIC_ID_INVALID|can't access the topic/i],
  [
    "gone",
    /(invalid|unknown) (forum topic|message thread|topic) (identifier|specified)|chat doesn't have (topics|threads)/i,
  ],
  ["gone", /PEER_ID_INVALID|CHANNEL_INVALID|CHAT_ID_INVALID|USER_ID_INVALID/],
  [
    "place",
    /bot was (blocked|kicked)|bot is not a member|user is deactivated|USER_IS_BLOCKED|INPUT_USER_DEACTIVATED/i,
  ],
  [
    "place",
    /bot can't (initiate conversation|send messages to (bots|the user))|YOU_BLOCKED_USER|USER_IS_BOT/i,
  ],
  ["place", /CHANNEL_PRIVATE|CHAT_RESTRICTED|USER_BANNED_IN_CHANNEL|USER_(NOT_PARTICIPANT|WAS_KICKED)/],
  [
    "place",
    /USER_PRIVACY_RESTRICTED|PRIVACY_PREMIUM_REQUIRED|ALLOW_PAYMENT_REQUIRED|CHANNEL_MONOFORUM_UNSUPPORTED/,
  ],
  ["place", /can't access the (chat|user)|have no access to the (chat|user)|chat is not accessible/i],
  ["place", /channel direct messages topic must be specified/i],
  // Rights that a place may give again; those for one kind of content first.
  ["content", /CHAT_SEND_(?!PLAIN)\w+_FORBIDDEN|not enough rights to send (?!text)[\w\s]+ to the chat/i],
  ["act", /need (administrator|creator) rights|(not enough|have no) rights|no write access|TOPIC_CLOSED/i],
  [
    "act",
    /CHAT_(WRITE|SEND_PLAIN|GUEST_SEND)_FORBIDDEN|CHAT_ADMIN_REQUIRED|RIGHT_FORBIDDEN|topic is closed/i,
  ],
  // The moment.
  ["moment", /SLOWMODE_WAIT|MSG_WAIT_|WORKER_BUSY|RPC_CALL_FAIL|MESSAGE_NOT_READY|can't be re-sent yet/i],
  ["bot", /FROZEN_|FLOOD_|too many requests|logged out|restart|SESSION_REVOKED|request aborted/i],
];

/** `text` is the server's description; the code of the answer does not matter. */
export const errorKindOf = (text: string): TelegramErrorKind =>
  table.find(([, words]) => words.test(text))?.[0] ?? "request";
