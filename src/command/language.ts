// /language [NAME]: the language of what this place is sent; what a reader asks is answered in the reader's own.
import type { Command } from "./command.js";
import { changeSetting } from "./settings.js";

export const language: Command = {
  name: "language",
  description: ({ say }) => say.settings.describeLanguage,
  options: [
    {
      name: "language",
      description: ({ say }) => say.settings.optionLanguage,
      required: false,
      kind: "text",
    },
  ],
  needs: "manager",
  run: (args, context) => changeSetting("language", (args["language"] ?? "").trim(), context),
};
