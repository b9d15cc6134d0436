// /start: what a reader meets first: what the bot does, what to type, and buttons for the rest.
import { paragraph } from "../document/builders.js";
import type { Action, Button } from "../reply/reply.js";
import type { Command } from "./command.js";

/** In no menu: chats send it by themselves when a reader opens the bot. */
export const start: Command = {
  name: "start",
  description: ({ say }) => say.describeHelp,
  options: [],

  run(_args, { library, locale: { say }, prefix }) {
    const { site } = library;
    const button = (label: string, command: string): Button<Action> => ({
      label,
      action: { command, args: {} },
    });
    return {
      body: [paragraph(say.welcome(site.title, `${prefix}post`))],
      buttons: [
        button(say.welcomeTo.newest, "latest"),
        ...(library.visible().some(({ tags }) => tags.length > 0)
          ? [button(say.welcomeTo.tags, "tags")]
          : []),
        button(say.welcomeTo.random, "random"),
        button(say.welcomeTo.subscribe, "subscribe"),
        button(say.welcomeTo.help, "help"),
      ],
      invitesSearch: true,
      posts: [],
      audience: "asker",
    };
  },
};
