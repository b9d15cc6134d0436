// The dispatcher: finds the command, runs it for who asks, seals its answer, and turns every fault into words.
import type { LibraryView } from "../library/library.js";
import { localeFor, type Locale } from "../locale/locale.js";
import { openState, type StateStore } from "../reply/action-state.js";
import type { Answers } from "../reply/form.js";
import type { Action, Reply, SealedReply } from "../reply/reply.js";
import { seal } from "../reply/seal.js";
import type { SearchIndex } from "../search/search-index.js";
import { asksFor } from "../under-way.js";
import { aboutAskers, type KeptDeps } from "./about-asker.js";
import { remark } from "./answers.js";
import { boundedAnswers, boundedArgs, LONGEST_ARGUMENT } from "./bounds.js";
import { catalogOf } from "./catalog.js";
import { argsFromText, readLine, wordsIn } from "./command-line.js";
import { dismiss, release } from "./decide.js";
import type { Args, Command, Context, Popularity } from "./command.js";
import type { Asker, Dispatcher } from "./dispatcher.js";
import { messageWords } from "./message-words.js";
import { takeRole } from "./take-role.js";
import { outbox } from "./outbox.js";
import { linkedSentence } from "./linked-sentence.js";
import { runCommand } from "./run-command.js";
import { start } from "./start.js";
import { inLanguage } from "./translations.js";

export interface DispatcherDeps extends KeptDeps {
  readonly library: LibraryView;
  readonly index: SearchIndex;
  readonly memory: StateStore;
  /** Where posts that are shown are counted; absent where nothing is. */
  readonly popular?: Popularity;
  /** Told of a fault inside a command; the reader only hears that something went wrong. */
  readonly onFault: (fault: unknown, command: string) => void;
  /** Whether a fault is that `memory`, `subscriptions` or `popular` cannot be read or written just now; never unless given. */
  readonly isStoreFault?: (fault: unknown) => boolean;
  readonly now?: () => Date;
  readonly random?: () => number;
}

const PREFIX = "/";

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { library, index, memory, subscriptions, popular, onFault } = deps;
  const { isStoreFault = () => false } = deps;
  const { now = () => new Date(), random = Math.random } = deps;
  const askers = aboutAskers(deps, now);
  const catalog = catalogOf(popular !== undefined);
  const byName = new Map(
    [...catalog, start, outbox, release, dismiss, takeRole].map((command) => [command.name, command]),
  );

  const ownerCommands = deps.desk ? [outbox] : [];

  const contextFor = (asker: Asker, page = 1): Context => ({
    commands: askers.deskOf(asker) ? [...catalog, ...ownerCommands] : catalog,
    desk: askers.deskOf(asker),
    ...inLanguage(library, index, asker.locale),
    locale: localeFor(asker.locale, library.site.lang),
    page,
    now: now(),
    random,
    popular: popular ?? null,
    kept: askers.keptOf(asker),
    prefix: PREFIX,
    mentionOf: asker.mentionOf ?? (() => undefined),
    invitations: asker.invitations ?? [],
  });

  async function answer(
    name: string,
    args: Args,
    asker: Asker,
    page?: number,
    answers?: Answers,
  ): Promise<SealedReply> {
    const context = contextFor(asker, page);
    askers.note(asker).catch((fault: unknown) => onFault(fault, name));
    const command = byName.get(name);
    if (!command) return unknown(name, context);
    asksFor(name);
    try {
      const given = boundedArgs(args, command);
      for (const words of Object.values(given)) await index.ready(words);
      const answered = await runCommand(command, {
        args: given,
        answers: answers && boundedAnswers(answers),
        context,
        asker,
        subscriptions,
      });
      if ("change" in answered) {
        await askers.carryOut(answered.change, asker);
        return await seal(answered.reply, memory);
      }
      if (context.page === 1 && !asker.isOffer) countAsked(command, answered);
      const again = { command: name, args: given, page: context.page };
      return await seal(shareable(command, asker, answered, again), memory);
    } catch (fault) {
      return sorry(fault, name, context.locale);
    }
  }

  function sorry(fault: unknown, name: string, { say }: Locale): SealedReply {
    onFault(fault, name);
    return unsealed(remark(isStoreFault(fault) ? say.storeFault : say.fault));
  }

  /** A post asked for by name or opened to be read; what a list or chance brought up does not count. */
  function countAsked({ name, counts }: Command, reply: Reply): void {
    const [post] = reply.posts;
    if (popular && counts && reply[counts] && post)
      popular.count(post.id).catch((fault: unknown) => onFault(fault, name));
  }

  /** A button that names a post by its id must not turn into a search when that post has gone. */
  const namesLostPost = ({ options }: Command, args: Args, asker: Asker): boolean =>
    options.some(({ name, looksUp }) => {
      const id = looksUp === "post" ? (args[name] ?? "") : "";
      const isKnown =
        library.get(id) ??
        askers
          .deskOf(asker)
          ?.all()
          .find((post) => post.id === id);
      return POST_ID.test(id) && isKnown === undefined;
    });

  /** Null: nobody knows any more what it was. */
  async function open(action: Action | null, asker: Asker, answers?: Answers): Promise<SealedReply> {
    const command = action && byName.get(action.command);
    if (!command) return unsealed(remark(contextFor(asker).locale.say.tooOld));
    if (namesLostPost(command, action.args, asker))
      return unsealed(remark(contextFor(asker).locale.say.gone));
    return answer(action.command, action.args, asker, action.page, answers);
  }

  async function press(state: string, asker: Asker, answers?: Answers): Promise<SealedReply> {
    try {
      return await open(await openState(state, memory), asker, answers);
    } catch (fault) {
      return sorry(fault, "button", contextFor(asker).locale);
    }
  }

  return {
    commands: catalog,
    title: () => library.site.title,
    ownerCommands,
    run: (name, args, asker) => answer(name, args, asker),

    ask(line, asker) {
      const { name, rest, command } = readLine(line, byName);
      return answer(name, command ? argsFromText(command, rest) : {}, asker);
    },

    askAbout(message, asker) {
      const words = messageWords(message);
      const command = catalog.find(({ onMessage }) => onMessage);
      const [option] = command?.options ?? [];
      if (words === "" || !command || !option)
        return Promise.resolve(unsealed(remark(contextFor(asker).locale.say.noWordsThere)));
      return answer(command.name, { [option.name]: words }, asker);
    },

    search(line, asker, limit) {
      const words = wordsIn(readLine(line, byName)).slice(0, LONGEST_ARGUMENT);
      return words === "" ? [] : contextFor(asker).index.search(words, limit === undefined ? {} : { limit });
    },

    press: (state, asker) => press(state, asker),
    fill: (state, answers, asker) => press(state, asker, answers),
    open: (action, asker) => open(action, asker),

    async link(sentence, asker, addressOf) {
      try {
        const reply = await linkedSentence(sentence, contextFor(asker), addressOf);
        return reply && unsealed(reply);
      } catch (fault) {
        onFault(fault, "link");
        return null;
      }
    },

    suggest(name, option, typed, asker, most) {
      const command = byName.get(name);
      try {
        return command?.suggest?.(option, typed.slice(0, LONGEST_ARGUMENT), contextFor(asker), most) ?? [];
      } catch (fault) {
        onFault(fault, name);
        return [];
      }
    },
  };
}

const POST_ID = /^[a-z0-9]{10}$/;

/** A list, a card or an article is worth showing to others; a remark is not. */
const shareable = ({ shares }: Command, { canShare }: Asker, reply: Reply, again: Action): Reply =>
  shares && canShare && (reply.list || reply.card || reply.article) ? { ...reply, toShare: again } : reply;

function unknown(name: string, { locale, prefix, commands }: Context): SealedReply {
  const help = commands.find(({ isHelp }) => isHelp)?.name ?? "";
  const typed = `${prefix}${name.slice(0, 40).toWellFormed()}`;
  return unsealed(remark(locale.say.unknownCommand(typed, `${prefix}${help}`)));
}

/** A remark without buttons has nothing to seal. */
const unsealed = ({ body, audience, posts }: Reply): SealedReply => ({
  ...(body && { body }),
  audience,
  posts,
  buttons: [],
});
