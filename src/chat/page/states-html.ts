// How each chat stands, in words, with the links by which people reach the bot.
import { html } from "hono/html";
import type { Locale } from "../../locale/locale.js";
import type { ChatState } from "../chat.js";

/** A platform, the setting of its token, and how it stands; null without a token. */
export interface ChatShown {
  readonly name: string;
  readonly title: string;
  readonly token: string;
  readonly state: ChatState | null;
}

/** The words say it all: the dot beside them is for a quick look. */
export const statesHtml = (chats: readonly ChatShown[], locale: Locale) =>
  chats.map((chat) => {
    const { state } = chat;
    const links = state?.kind === "connected" ? state.invitations : [];
    return html`<p>
      <i class="dot ${state?.kind === "connected" ? "on" : "off"}" aria-hidden="true"></i>
      <span
        >${stateWords(chat, locale)}
        ${links.map(
          ({ into, url }) =>
            html`<a href="${url}" rel="noopener noreferrer" target="_blank">${locale.say.invite[into]}</a> `,
        )}</span
      >
    </p>`;
  });

/** How a platform stands, in a sentence. */
export function stateWords({ title, token, state }: ChatShown, { say }: Locale): string {
  switch (state?.kind) {
    case undefined:
      return say.pageToken(title, token);
    case "connecting":
      return say.pageConnecting(title);
    case "standby":
      return say.pageStandby(title);
    case "connected":
      return say.pageConnected(title, state.as) + shardsIn(state, say);
    case "refused":
      return say.pageRefused(title, state.reason);
    case "unreachable":
      return say.pageUnreachable(title, state.reason, state.hint);
  }
}

const shardsIn = (
  { shards }: Extract<ChatState, { readonly kind: "connected" }>,
  say: Locale["say"],
): string => (shards ? ` ${say.pageShards(shards.connected, shards.of)}` : "");
