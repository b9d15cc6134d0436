// How people reach a bot that is connected, in lines for its owner.
import type { Invitation } from "../chat/chat.js";

const words: Readonly<Record<Invitation["into"], string>> = {
  server: "add it to a server",
  chat: "write to it",
  group: "add it to a group",
  channel: "add it to a channel",
};

export const invitationLines = (name: string, invitations: readonly Invitation[]): readonly string[] =>
  invitations.map(({ into, url }) => `${name}: ${words[into]} by ${url}`);
