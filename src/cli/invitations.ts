// How people reach a bot that is connected, in lines.
import type { Invitation } from "../chat/chat.js";
import type { Locale } from "../locale/locale.js";

export const invitationLines = (invitations: readonly Invitation[], { say }: Locale): readonly string[] =>
  invitations.map(({ into, url }) => `${say.invite[into]}: ${url}`);
