// What a platform is to the rest: one object with its settings, how its places are written, its preview, and how it opens.
import type { z } from "zod";
import type { Dispatcher } from "../command/dispatcher.js";
import type { OpenDiscussion } from "../delivery/open-discussion.js";
import type { Messenger } from "../delivery/messenger.js";
import type { Formulas } from "../formula/formulas.js";
import type { Route } from "../http/route.js";
import type { Network } from "../net/network.js";
import { networkOf } from "../net/network-of.js";
import type { Environment, Settings } from "../setting.js";
import type { Addressing } from "../subscription/announce-to.js";
import type { Chat, ChatError, ChatState, OnPresence } from "./chat.js";
import type { Log } from "../log.js";
import type { Preview } from "./preview.js";

/** An update that a chat was given: what is still to be done about it, null once nothing is. */
interface KeptUpdate {
  readonly id: number;
  readonly entry: string | null;
}

interface DeferredQuestion {
  readonly id: string;
  readonly entry: string;
}

/** A process that may hold shards of a gateway; `said` is what it tells the others. */
interface GatewayMember {
  readonly holder: string;
  readonly said: string;
}

/**
 * Does `work` while this process is the one of those on the store that leads, until `signal` aborts; that of `work`
 * aborts when another leads. `term` names that time. Rejects when `work` does.
 */
export type Lead = (
  work: (signal: AbortSignal, term: string) => Promise<void>,
  signal: AbortSignal,
) => Promise<void>;

/** What a chat is made of. */
export interface ChatDeps {
  readonly dispatcher: Dispatcher;
  readonly log: Log;
  /** What must outlive the process; each chat's names begin with its own. */
  readonly store: {
    getState(name: string): Promise<string | null>;
    setState(name: string, value: string): Promise<void>;
    /** A bot's updates, by their ids; `entry` is what is still to be done about one. */
    readonly inbox: {
      /** From now on only `holder` may write about what is not done yet. */
      adopt(bot: number, holder: string): Promise<void>;
      /** What is not done yet, and the last `limit` of all; in the order in which they came. */
      kept(bot: number, limit: number): Promise<readonly KeptUpdate[]>;
      /** Gives the ids of those that are this holder's. */
      write(bot: number, holder: string, updates: readonly KeptUpdate[]): Promise<ReadonlySet<number>>;
      /**
       * Where several processes answer at a time: writes down an update that is not there yet, for who works at its lane or
       * else for `holder`; gives whether it is new, the holder's, and the first of its lane. No two have the same subject.
       */
      share(
        bot: number,
        holder: string,
        update: KeptUpdate & {
          readonly entry: string;
          readonly lane: string;
          readonly subject: string | null;
        },
      ): Promise<boolean>;
      /** What `holder` has to do; others may have written it down. */
      held(bot: number, holder: string): Promise<readonly KeptUpdate[]>;
      /** The holder goes on with it. */
      prolong(bot: number, holder: string): Promise<void>;
      /** It leaves it to others. */
      release(bot: number, holder: string): Promise<void>;
      /** What others left becomes the holder's; for who leads. */
      takeLeft(bot: number, holder: string, isDead: (holder: string) => boolean): Promise<boolean>;
    };
    /** Questions that were told to wait; `entry` is what is needed to answer one. */
    readonly deferred: {
      /** Before the asker is told. */
      keep(platform: string, question: DeferredQuestion): Promise<void>;
      done(platform: string, id: string): Promise<void>;
      /** Those whose process has ended, for the caller to answer. */
      takeLeft(platform: string): Promise<readonly DeferredQuestion[]>;
    };
    /** Where several processes hear the same questions. */
    readonly gateway: {
      /** Whether nobody had the question before; `holder` answers it then. */
      take(id: string, holder: string): Promise<boolean>;
      answered(id: string): Promise<void>;
      /** Whether it is not answered yet, and `holder` answers it from now on. */
      takeOver(id: string, holder: string): Promise<boolean>;
      isTakenBy(id: string, holder: string): Promise<boolean>;
      /** Says that `holder` lives; gives all who do. */
      meet(
        holder: string,
        said: string,
        isDead: (holder: string) => boolean,
      ): Promise<readonly GatewayMember[]>;
      leave(holder: string): Promise<void>;
      /** Whether the caller has a turn that comes once in `lasts` ms. */
      turn(name: string, lasts: number): Promise<boolean>;
    };
    /** What is done once, whichever process is asked; see chat/once.ts. */
    readonly once: {
      claim(what: string, holder: string, lasts: number): Promise<boolean>;
    };
  };
  readonly formulas: Formulas;
  /** The blog's language, for readers whose own is unknown or has no catalogue. */
  readonly fallbackLocale: () => string | null;
  readonly onPresence: OnPresence;
  /** What is to be said first where the platform opens a talk below an announcement. */
  readonly openDiscussion?: OpenDiscussion;
  /** For a chat in which several processes answer at a time; null where the store is one machine's. */
  readonly lead: Lead | null;
  /** To be told when the token is refused for good while running; the chat has logged it. */
  readonly onRefused: (error: ChatError) => void;
}

/** A chat with a token; nothing is under way until it is started. */
export interface OpenChat {
  readonly chat: Chat;
  /** How it is told things. */
  readonly messenger: Messenger;
  /** Whether all processes on the store may answer in it at a time; one does unless told. */
  readonly together?: boolean;
  /** What the HTTP server must answer for it, and the names under which it is asked, in lower case. */
  readonly routes: readonly Route[];
  readonly hosts: readonly string[];
}

/**
 * `given` is what the owner set, checked by `settings` before. The platform's library is loaded by the four functions
 * only: it takes longer than most subcommands need in all.
 */
export interface Platform {
  /** In lower case: places begin with it. */
  readonly name: string;
  /** As its makers write it. */
  readonly title: string;
  readonly settings: Settings;
  /** The setting without which it is left out. */
  readonly token: string;
  readonly addressing: Addressing;
  /** `language`: a BCP 47 tag for the words of the buttons; null for the default language. */
  readonly preview: (
    given: Environment,
    language: string | null,
    formulas: Formulas | null,
  ) => Promise<Preview>;
  /** Whose token it is, without connecting: `connected`, `refused` or `unreachable`; null without a token. */
  readonly signIn: (given: Environment) => Promise<ChatState | null>;
  /** Its messenger alone, for who only asks or sends; null without a token. */
  readonly messenger: (given: Environment) => Promise<Messenger | null>;
  /** Null without a token. */
  readonly open: (given: Environment, deps: ChatDeps) => Promise<OpenChat | null>;
}

/** The same, working on settings that are parsed; `signIn`, `messenger` and `open` only where there is a token. */
export interface PlatformRules<S extends Settings> extends Omit<
  Platform,
  "settings" | "preview" | "signIn" | "messenger" | "open"
> {
  readonly settings: S;
  readonly token: string & keyof z.output<S>;
  readonly preview: (
    settings: z.output<S>,
    language: string | null,
    formulas: Formulas | null,
  ) => Promise<Preview>;
  readonly signIn: (token: string, settings: z.output<S>, network: Network) => Promise<ChatState>;
  readonly messenger: (token: string, settings: z.output<S>, network: Network) => Promise<Messenger>;
  readonly open: (
    token: string,
    settings: z.output<S>,
    deps: ChatDeps & { readonly network: Network },
  ) => Promise<OpenChat>;
}

/** How places are written, for each platform. */
export const addressings = (platforms: readonly Platform[]): readonly Addressing[] =>
  platforms.map(({ addressing }) => addressing);

export function platform<S extends Settings>(rules: PlatformRules<S>): Platform {
  const read = (given: Environment) => rules.settings.parse(given);
  return {
    ...rules,
    preview: (given, ...more) => rules.preview(read(given), ...more),
    async signIn(given) {
      const token = given[rules.token];
      return token ? rules.signIn(token, read(given), await networkOf(given)) : null;
    },
    async messenger(given) {
      const token = given[rules.token];
      return token ? rules.messenger(token, read(given), await networkOf(given)) : null;
    },
    async open(given, deps) {
      const token = given[rules.token];
      return token ? rules.open(token, read(given), { ...deps, network: await networkOf(given) }) : null;
    },
  };
}
