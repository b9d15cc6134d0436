// The dispatcher: finds the command, runs it for who asks, seals its answer, and turns every fault into words.
import type { LibraryView } from "../library/library.js";
import { localeFor } from "../locale/locale.js";
import { openState, type Memory } from "../reply/action-state.js";
import type { Reply, SealedReply } from "../reply/reply.js";
import { seal } from "../reply/seal.js";
import type { SearchIndex } from "../search/search-index.js";
import type { Desk } from "../subscription/desk.js";
import { remark } from "./answers.js";
import { catalogOf } from "./catalog.js";
import { argsFromText, readLine, wordsIn } from "./command-line.js";
import type { Args, Context, Popularity } from "./command.js";
import type { Asker, Dispatcher } from "./dispatcher.js";
import { inLanguage } from "./translations.js";

export interface DispatcherParts {
  readonly library: LibraryView;
  readonly index: SearchIndex;
  readonly memory: Memory;
  /** Subscriptions; absent where nothing can be pushed. */
  readonly desk?: Desk;
  /** Where posts that are shown are counted; absent where nothing is. */
  readonly popular?: Popularity;
  /** Told of a fault inside a command; the reader only hears that something went wrong. */
  readonly onFault: (fault: unknown, command: string) => void;
  readonly now?: () => Date;
  readonly random?: () => number;
}

/** Longer arguments are cut: nothing a reader means is longer, and a hostile one costs nothing. */
const LONGEST_ARGUMENT = 200;
const PREFIX = "/";

export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { library, index, memory, desk, popular, onFault } = parts;
  const { now = () => new Date(), random = Math.random } = parts;
  const catalog = catalogOf(popular !== undefined);
  const byName = new Map(
    catalog.flatMap((command) =>
      [command.name, ...(command.aliases ?? [])].map((name) => [name, command] as const),
    ),
  );

  const contextFor = (asker: Asker, page = 1): Context => ({
    commands: catalog,
    ...inLanguage(library, index, asker.locale),
    locale: localeFor(asker.locale, library.site.lang),
    page,
    now: now(),
    random,
    place: asker.place ?? null,
    mayManage: async () => (await asker.mayManage?.()) ?? false,
    desk: desk ?? null,
    popular: popular ?? null,
    prefix: PREFIX,
  });

  async function answer(name: string, args: Args, asker: Asker, page?: number): Promise<SealedReply> {
    const context = contextFor(asker, page);
    if (asker.place) desk?.asked(asker.place).catch((fault: unknown) => onFault(fault, name));
    const command = byName.get(name);
    if (!command) return unknown(name, context);
    try {
      const given = trimmed(args);
      for (const words of Object.values(given)) await index.ready(words);
      const answer = await command.run(given, context);
      if (!("change" in answer)) {
        if (popular && context.page === 1) countAsked(name, answer, popular);
        return await seal(answer, memory);
      }
      await desk?.carryOut(answer.change);
      return await seal(answer.reply, memory);
    } catch (fault) {
      onFault(fault, name);
      return unsealed(remark(context.locale.say.fault));
    }
  }

  /** A post asked for by name or opened to be read; what a list or chance brought up does not count. */
  function countAsked(name: string, { card, article, posts: [first] }: Reply, counter: Popularity): void {
    const shown = (name === "post" && card !== undefined) || (name === "read" && article !== undefined);
    if (shown && first) counter.count(first.id).catch((fault: unknown) => onFault(fault, name));
  }

  return {
    commands: catalog,
    run: (name, args, asker) => answer(name, args, asker),

    ask(line, asker) {
      const { name, rest, command } = readLine(line, byName);
      return answer(name, command ? argsFromText(command, rest) : {}, asker);
    },

    found(line, asker, limit) {
      const words = wordsIn(readLine(line, byName)).slice(0, LONGEST_ARGUMENT);
      return words === "" ? [] : contextFor(asker).index.search(words, limit === undefined ? {} : { limit });
    },

    async press(state, asker) {
      const action = await openState(state, memory).catch((fault: unknown) => {
        onFault(fault, "button");
        return null;
      });
      const { locale } = contextFor(asker);
      if (!action || !byName.has(action.command)) return unsealed(remark(locale.say.gone));
      // A button that names a post by its id must not turn into a search when that post has gone.
      const { query } = action.args;
      if (NAMING.has(action.command) && query && POST_ID.test(query) && !library.get(query))
        return unsealed(remark(locale.say.gone));
      return answer(action.command, action.args, asker, action.page);
    },

    suggest(name, option, typed, asker) {
      const command = byName.get(name);
      try {
        return command?.suggest?.(option, typed.slice(0, LONGEST_ARGUMENT), contextFor(asker)) ?? [];
      } catch (fault) {
        onFault(fault, name);
        return [];
      }
    },
  };
}

/** Commands whose buttons name a post. */
const NAMING: ReadonlySet<string> = new Set(["post", "read"]);
const POST_ID = /^[a-z0-9]{10}$/;

const trimmed = (args: Args): Args =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      value.toWellFormed().slice(0, LONGEST_ARGUMENT).toWellFormed(),
    ]),
  );

const unknown = (name: string, { locale, prefix }: Context): SealedReply =>
  unsealed(
    remark(locale.say.unknownCommand(`${prefix}${name.slice(0, 40).toWellFormed()}`, `${prefix}help`)),
  );

/** A remark without buttons has nothing to seal. */
const unsealed = ({ body, audience, posts }: Reply): SealedReply => ({
  ...(body && { body }),
  audience,
  posts,
  buttons: [],
});
