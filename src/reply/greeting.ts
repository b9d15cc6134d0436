// What the bot says where it was added: what it does, and who may have new posts announced there.
import { text } from "../document/builders.js";
import type { Locale } from "../locale/locale.js";
import type { Reply } from "./reply.js";

/** In two lines. `title`: the blog's, or empty. */
export const greeting = (title: string, { say }: Locale): Reply<never> => ({
  body: [
    {
      type: "paragraph",
      children: [
        text(say.greetGroup(title, "/post", "/help")),
        { type: "break" },
        text(say.greetManagers("/subscribe")),
      ],
    },
  ],
  buttons: [],
  posts: [],
  audience: "everyone",
});
