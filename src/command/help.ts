// /help: what can be asked, with an example from this very blog.
import { bullets, code, paragraph, strong } from "../document/builders.js";
import type { Command } from "./command.js";
import { postButton } from "./answers.js";

export const help: Command = {
  name: "help",
  description: ({ say }) => say.describeHelp,
  options: [],
  isHelp: true,

  run(_args, { commands, library, locale, prefix, mentionOf, invitations }) {
    const posts = library.visible();
    const lines = commands.map((command) => {
      // What is typed behind a command is all its first option; Discord shows the others itself.
      const [first] = command.options;
      const name = first && (locale.say.names[first.name] ?? first.name);
      const option = name ? (first.required ? ` ${name}` : ` [${name}]`) : "";
      const shown = code(`${prefix}${command.name}${option}`, mentionOf(command.name));
      return paragraph(shown, ` ${command.description(locale)}`);
    });
    return {
      title: locale.say.helpTitle(library.site.title),
      body: [paragraph(strong(locale.say.helpIntro(posts.length))), bullets(...lines)],
      buttons: [
        ...posts.slice(0, 1).map(postButton),
        ...invitations.map(({ into, url }) => ({ label: locale.say.addMe[into], url })),
      ],
      posts: [],
      audience: "asker",
    };
  },
};
