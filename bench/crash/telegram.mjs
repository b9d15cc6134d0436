// The stand-in for Telegram: persons, groups and topics; it knows no repeats and has no history.

/** The n-th subscriber. */
export const addressOf = (n) => [`${1_000_001 + n}`, `-100${2_000_001 + n}`, `-100${2_000_001 + n}/7`][n % 3];

const refusal = (error_code, description) => ({
  status: error_code,
  body: { ok: false, error_code, description },
});

/** Why the bot may be shut out of `address`. */
export const refusals = (address) => {
  if (!address.startsWith("-")) return [refusal(403, "Forbidden: bot was blocked by the user")];
  const kicked = refusal(403, "Forbidden: bot was kicked from the supergroup chat");
  const rights = refusal(400, "Bad Request: need administrator rights in the channel chat");
  return address.includes("/") ? [refusal(400, "Bad Request: TOPIC_CLOSED")] : [kicked, rights];
};

export const answers = (state) => (request, text) => {
  const method = request.url.split("/").at(-1);
  const params = text.startsWith("{") ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
  const ok = (result) => ({ body: { ok: true, result } });
  if (method === "getMe") return ok({ id: 123_456, is_bot: true, first_name: "Bot" });
  const topic = params.message_thread_id;
  const address = topic === undefined ? String(params.chat_id) : `${params.chat_id}/${topic}`;
  const shut = state.closed.get(address);
  if (shut) return shut;
  const chat = { id: Number(params.chat_id), type: address.startsWith("-") ? "supergroup" : "private" };
  if (method === "getChat") return ok(chat);
  if (method === "editMessageText") {
    const message = state.messages[Number(params.message_id) - 1];
    if (!message) return refusal(400, "Bad Request: message to edit not found");
    message.shown = text;
    return ok({ message_id: Number(params.message_id), date: 0, chat });
  }
  if (method !== "sendMessage" && method !== "sendRichMessage") return ok(true);
  const silent = params.disable_notification === true;
  state.messages.push({ chat: address, body: text, shown: text, silent, round: state.round });
  return ok({ message_id: state.messages.length, date: Math.floor(Date.now() / 1000), chat });
};
