// The dispatcher: finds the command, runs it for who asks, seals its answer, and turns every fault into words.
import type { LibraryView } from "../library/library.js";
import { localeFor, type Locale } from "../locale/locale.js";
import { openState, type StateStore } from "../reply/action-state.js";
import { FORM_CHOICES, FORM_VALUE, type Answers } from "../reply/form.js";
import type { Action, Reply, SealedReply } from "../reply/reply.js";
import { seal } from "../reply/seal.js";
import type { SearchIndex } from "../search/search-index.js";
import type { SubscriptionService } from "../subscription/subscription-service.js";
import type { OwnerDesk } from "../subscription/owner-desk.js";
import type { Place } from "../subscription/place.js";
import { asksFor } from "../under-way.js";
import { remark } from "./answers.js";
import { catalogOf } from "./catalog.js";
import { argsFromText, readLine, wordsIn } from "./command-line.js";
import { dismiss, release } from "./decide.js";
import type { ReplyWithChange, Args, Command, Context, Kept, Popularity, Visits } from "./command.js";
import type { Asker, Dispatcher } from "./dispatcher.js";
import { messageWords } from "./message-words.js";
import { takeRole } from "./take-role.js";
import { outbox } from "./outbox.js";
import { linkedSentence } from "./linked-sentence.js";
import { start } from "./start.js";
import { inLanguage } from "./translations.js";

export interface DispatcherDeps {
  readonly library: LibraryView;
  readonly index: SearchIndex;
  readonly memory: StateStore;
  /** Subscriptions; absent where nothing can be pushed. */
  readonly subscriptions?: SubscriptionService;
  /** Where posts that are shown are counted; absent where nothing is. */
  readonly popular?: Popularity;
  /** When readers last asked for what is new; absent where nothing is kept of them. */
  readonly visits?: Visits;
  /** Told of a fault inside a command; the reader only hears that something went wrong. */
  readonly onFault: (fault: unknown, command: string) => void;
  /** Whether a fault is that `memory`, `subscriptions` or `popular` cannot be read or written just now; never unless given. */
  readonly isStoreFault?: (fault: unknown) => boolean;
  /** The owner's; absent where nobody is named. */
  readonly desk?: OwnerDesk;
  readonly now?: () => Date;
  readonly random?: () => number;
}

/** Longer arguments are cut, unless an option says more: nothing a reader means is longer, and a hostile one costs nothing. */
const LONGEST_ARGUMENT = 200;
const PREFIX = "/";

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { library, index, memory, subscriptions, popular, visits, desk, onFault } = deps;
  const { isStoreFault = () => false } = deps;
  const { now = () => new Date(), random = Math.random } = deps;
  const catalog = catalogOf(popular !== undefined);
  const byName = new Map(
    [...catalog, start, outbox, release, dismiss, takeRole].map((command) => [command.name, command]),
  );

  function keptOf({ place, person }: Asker): Kept | null {
    if (!visits || !place) return null;
    const visitor = visitorOf(place, person);
    return {
      lastVisit: async () => (visitor === null ? null : visits.last(visitor)),
      appeared: (since) => visits.appeared(since),
      subscription: async () => (await subscriptions?.at(place)) ?? null,
    };
  }

  async function carryOut(change: ReplyWithChange["change"], { place, person }: Asker): Promise<void> {
    if ("place" in change) return subscriptions?.carryOut(change);
    const visitor = place ? visitorOf(place, person) : null;
    if (visitor === null) return;
    await (change.kind === "visited" ? visits?.note(visitor, now().getTime()) : visits?.forget(visitor));
  }

  /** For the owner, where nobody else reads the answer. */
  function deskOf({ place, person = "", isAlone = false }: Asker): OwnerDesk | null {
    if (!desk || !place || !isAlone) return null;
    return desk.isOwner({ platform: place.platform, address: person }) ? desk : null;
  }

  async function noteOwner({ place, person = "", locale }: Asker): Promise<void> {
    if (!desk || !place || locale === null) return;
    const who = { platform: place.platform, address: person };
    if (desk.isOwner(who)) await desk.speaks(who, locale);
  }

  const ownerCommands = desk ? [outbox] : [];

  const contextFor = (asker: Asker, page = 1): Context => ({
    commands: deskOf(asker) ? [...catalog, ...ownerCommands] : catalog,
    desk: deskOf(asker),
    ...inLanguage(library, index, asker.locale),
    locale: localeFor(asker.locale, library.site.lang),
    page,
    now: now(),
    random,
    popular: popular ?? null,
    kept: keptOf(asker),
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
    if (asker.place) subscriptions?.asked(asker.place).catch((fault: unknown) => onFault(fault, name));
    noteOwner(asker).catch((fault: unknown) => onFault(fault, name));
    const command = byName.get(name);
    if (!command) return unknown(name, context);
    asksFor(name);
    try {
      const given = trimmed(args, command);
      for (const words of Object.values(given)) await index.ready(words);
      const answered = await run(command, given, context, asker, answers && answersIn(answers));
      if ("change" in answered) {
        await carryOut(answered.change, asker);
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

  /** A command about a place is refused where there is none, and to who may not decide for it. */
  async function run(
    command: Command,
    args: Args,
    context: Context,
    asker: Asker,
    answers: Answers | undefined,
  ): Promise<Reply | ReplyWithChange> {
    if (command.needs === undefined) return command.run(args, context);
    const { say } = context.locale;
    if (command.needs === "owner")
      return context.desk ? command.run(args, { ...context, desk: context.desk }) : refusal(say.owner.only);
    const {
      place,
      mayManage,
      isBeside = () => false,
      missingRights = [],
      extras = [],
      roles,
      toggleRole = null,
      takesForms = false,
      chosenPlace = () => null,
    } = asker;
    if (!place || !subscriptions) return remark(say.cannotPush);
    if (command.needs === "manager" && (await mayManage?.()) !== true) return refusal(say.mayNotManage);
    const at = {
      place,
      isBeside,
      missingRights,
      extras,
      roles: (await roles?.()) ?? [],
      toggleRole,
      takesForms,
      chosenPlace,
      subscriptions,
    };
    const there = { ...context, ...at };
    return answers && command.fill ? command.fill(answers, there) : command.run(args, there);
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
        deskOf(asker)
          ?.all()
          .find((post) => post.id === id);
      return POST_ID.test(id) && isKnown === undefined;
    });

  /** Null: nobody knows any more what it was. */
  async function open(action: Action | null, asker: Asker, answers?: Answers): Promise<SealedReply> {
    const command = action && byName.get(action.command);
    if (!command || namesLostPost(command, action.args, asker))
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

const visitorOf = ({ platform, address }: Place, person: string | undefined): string | null =>
  person === undefined ? null : JSON.stringify([platform, address, person]);

/** A list, a card or an article is worth showing to others; a remark is not. */
const shareable = ({ shares }: Command, { canShare }: Asker, reply: Reply, again: Action): Reply =>
  shares && canShare && (reply.list || reply.card || reply.article) ? { ...reply, toShare: again } : reply;

/** What somebody else may do: who may has it still before them. */
const refusal = (text: string): Reply => ({ ...remark(text), isRefusal: true });

const trimmed = (args: Args, { options }: Command): Args =>
  Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      const { longest = LONGEST_ARGUMENT } = options.find((option) => option.name === name) ?? {};
      return [name, value.toWellFormed().slice(0, longest).toWellFormed()];
    }),
  );

/** Of a form that was forged only as much as a form can hold. */
const answersIn = (answers: Answers): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([name, chosen]) => [
      name,
      chosen
        .slice(0, FORM_CHOICES)
        .map((value) => value.toWellFormed())
        .filter((value) => value.length <= FORM_VALUE),
    ]),
  );

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
