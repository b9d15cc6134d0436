// Answers a command: runs it for who asks, seals its answer, and turns every fault into words.
import type { LibraryView } from "../library/library.js";
import { localeFor, type Locale } from "../locale/locale.js";
import type { StateStore } from "../reply/action-state.js";
import type { Answers } from "../reply/form.js";
import type { Action, Reply, SealedReply } from "../reply/reply.js";
import { seal } from "../reply/seal.js";
import type { SearchIndex } from "../search/search-index.js";
import { asksFor } from "../under-way.js";
import { aboutAskers, type KeptDeps } from "./about-asker.js";
import { remark } from "./answers.js";
import { boundedAnswers, boundedArgs } from "./bounds.js";
import { catalogOf } from "./catalog.js";
import type { Command, Context, Popularity } from "./command.js";
import { dismiss, release } from "./decide.js";
import type { Asker } from "./dispatcher.js";
import { outbox } from "./outbox.js";
import { runCommand } from "./run-command.js";
import { start } from "./start.js";
import { takeRole } from "./take-role.js";
import { inLanguage } from "./translations.js";

export interface AnsweringDeps extends KeptDeps {
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

export class Answering {
  /** What everybody is offered, and what the owner is besides. */
  readonly commands: readonly Command[];
  readonly ownerCommands: readonly Command[];
  /** These and what only buttons ask for. */
  readonly byName: ReadonlyMap<string, Command>;
  readonly #deps: AnsweringDeps;
  readonly #now: () => Date;
  readonly #askers: ReturnType<typeof aboutAskers>;

  constructor(deps: AnsweringDeps) {
    this.#deps = deps;
    this.#now = deps.now ?? (() => new Date());
    this.#askers = aboutAskers(deps, this.#now);
    this.commands = catalogOf(deps.popular !== undefined);
    this.ownerCommands = deps.desk ? [outbox] : [];
    const all = [...this.commands, start, outbox, release, dismiss, takeRole];
    this.byName = new Map(all.map((command) => [command.name, command]));
  }

  contextFor(asker: Asker, page = 1): Context {
    const { library, index, popular = null, random = Math.random } = this.#deps;
    const desk = this.#askers.deskOf(asker);
    return {
      commands: desk ? [...this.commands, ...this.ownerCommands] : this.commands,
      desk,
      ...inLanguage(library, index, asker.locale),
      locale: localeFor(asker.locale, library.site.lang),
      page,
      now: this.#now(),
      random,
      popular,
      kept: this.#askers.keptOf(asker),
      prefix: PREFIX,
      mentionOf: asker.mentionOf ?? (() => undefined),
      invitations: asker.invitations ?? [],
    };
  }

  /** `answers`: what was filled into its form. */
  async answer(action: Action, asker: Asker, answers?: Answers): Promise<SealedReply> {
    const { index, memory, subscriptions, onFault } = this.#deps;
    const name = action.command;
    const context = this.contextFor(asker, action.page);
    this.#askers.note(asker).catch((fault: unknown) => onFault(fault, name));
    const command = this.byName.get(name);
    if (!command) return unknown(name, context);
    asksFor(name);
    try {
      const args = boundedArgs(action.args, command);
      for (const words of Object.values(args)) await index.ready(words);
      const filled = answers && boundedAnswers(answers);
      const answered = await runCommand(command, { args, answers: filled, context, asker, subscriptions });
      if ("change" in answered) {
        await this.#askers.carryOut(answered.change, asker);
        return await seal(answered.reply, memory);
      }
      if (context.page === 1 && !asker.isOffer) this.#countAsked(command, answered);
      const again = { command: name, args, page: context.page };
      return await seal(shareable(command, asker, answered, again), memory);
    } catch (fault) {
      return this.sorry(fault, name, context.locale);
    }
  }

  sorry(fault: unknown, name: string, { say }: Locale): SealedReply {
    const { onFault, isStoreFault = () => false } = this.#deps;
    onFault(fault, name);
    return unsealed(remark(isStoreFault(fault) ? say.storeFault : say.fault));
  }

  /** A post asked for by name or opened to be read; what a list or chance brought up does not count. */
  #countAsked({ name, counts }: Command, reply: Reply): void {
    const { popular, onFault } = this.#deps;
    const [post] = reply.posts;
    if (popular && counts && reply[counts] && post)
      popular.count(post.id).catch((fault: unknown) => onFault(fault, name));
  }
}

/** A list, a card or an article is worth showing to others; a remark is not. */
const shareable = ({ shares }: Command, { canShare }: Asker, reply: Reply, again: Action): Reply =>
  shares && canShare && (reply.list || reply.card || reply.article) ? { ...reply, toShare: again } : reply;

function unknown(name: string, { locale, prefix, commands }: Context): SealedReply {
  const help = commands.find(({ isHelp }) => isHelp)?.name ?? "";
  const typed = `${prefix}${name.slice(0, 40).toWellFormed()}`;
  return unsealed(remark(locale.say.unknownCommand(typed, `${prefix}${help}`)));
}

/** A remark without buttons has nothing to seal. */
export const unsealed = ({ body, audience, posts }: Reply): SealedReply => ({
  ...(body && { body }),
  audience,
  posts,
  buttons: [],
});
