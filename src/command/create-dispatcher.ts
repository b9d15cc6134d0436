// The dispatcher: what a chat calls, brought to a command and its arguments.
import { Answering, unsealed, type AnsweringDeps } from "./answering.js";
import { remark } from "./answers.js";
import { LONGEST_ARGUMENT } from "./bounds.js";
import { Buttons } from "./buttons.js";
import { argsFromText, readLine, wordsIn } from "./command-line.js";
import type { Dispatcher } from "./dispatcher.js";
import { linkedSentence } from "./linked-sentence.js";
import { messageWords } from "./message-words.js";

export function createDispatcher(deps: AnsweringDeps): Dispatcher {
  const { library, onFault } = deps;
  const answering = new Answering(deps);
  const { commands, ownerCommands, byName } = answering;
  const buttons = new Buttons(answering, library, deps.memory);

  return {
    commands,
    ownerCommands,
    title: () => library.site.title,
    run: (command, args, asker) => answering.answer({ command, args }, asker),

    ask(line, asker) {
      const { name, rest, command } = readLine(line, byName);
      return answering.answer({ command: name, args: command ? argsFromText(command, rest) : {} }, asker);
    },

    askAbout(message, asker) {
      const words = messageWords(message);
      const command = commands.find(({ onMessage }) => onMessage);
      const [option] = command?.options ?? [];
      if (words === "" || !command || !option)
        return Promise.resolve(unsealed(remark(answering.contextFor(asker).locale.say.noWordsThere)));
      return answering.answer({ command: command.name, args: { [option.name]: words } }, asker);
    },

    search(line, asker, limit) {
      const words = wordsIn(readLine(line, byName)).slice(0, LONGEST_ARGUMENT);
      const options = limit === undefined ? {} : { limit };
      return words === "" ? [] : answering.contextFor(asker).index.search(words, options);
    },

    press: (state, asker) => buttons.press(state, asker),
    fill: (state, answers, asker) => buttons.press(state, asker, answers),
    open: (action, asker) => buttons.open(action, asker),

    async link(sentence, asker, addressOf) {
      try {
        const reply = await linkedSentence(sentence, answering.contextFor(asker), addressOf);
        return reply && unsealed(reply);
      } catch (fault) {
        onFault(fault, "link");
        return null;
      }
    },

    suggest(name, option, typed, asker, most) {
      const command = byName.get(name);
      try {
        return (
          command?.suggest?.(option, typed.slice(0, LONGEST_ARGUMENT), answering.contextFor(asker), most) ??
          []
        );
      } catch (fault) {
        onFault(fault, name);
        return [];
      }
    },
  };
}
