// What is the same whichever way Discord's questions come: they are answered, commands registered, the application described.
import type { REST } from "@discordjs/rest";
import { setTimeout as sleep } from "node:timers/promises";
import type { Dispatcher } from "../../command/dispatcher.js";
import type { Formulas } from "../../formula/formulas.js";
import type { Log } from "../../log.js";
import { localeFor } from "../../locale/locale.js";
import { backOff, wait } from "../../back-off.js";
import { onceBy } from "../once.js";
import type { ChatDeps, Lead } from "../platform.js";
import { seldom } from "../seldom.js";
import { createTurns } from "../turns.js";
import { answerQuestion } from "./answer.js";
import type { AnswerPort, Where } from "./answer-port.js";
import { describeApplication, type Application } from "./application.js";
import { faultFields } from "./faults.js";
import type { DiscordQuestion } from "./question.js";
import type { Servers } from "./servers.js";
import { registerCommands, type GuildMemory } from "./registration.js";
import type { DiscordStyle } from "./render-embed.js";
import { UnderWay } from "./under-way.js";

export interface ReceptionOptions {
  readonly dispatcher: Dispatcher;
  readonly log: Log;
  /** How messages look; `components` unless told. */
  readonly style?: DiscordStyle;
  /** Draws formulas; without it they stay source. */
  readonly formulas?: Formulas;
  /** The blog's language, for readers whose own has no catalogue. */
  readonly fallbackLocale?: () => string | null;
  /** Register the commands in this server only, which shows them at once; null registers them everywhere. */
  readonly guildId: string | null;
  /** Where it is kept in which server the commands are registered, and what was shown to everyone. */
  readonly store?: GuildMemory & Partial<Pick<ChatDeps["store"], "once">>;
  /** Where several processes answer: only who leads changes what Discord knows of the application. */
  readonly lead?: Lead | null;
}

interface ReceptionTiming {
  /** The first wait after a failed call, in ms; it doubles. */
  readonly retry: number;
  readonly deferAfter: number;
}

/** What of the application is looked at besides; by default nothing. */
type ApplicationLook = (application: Application) => void;

export interface Reception {
  /** Resolves once the question is answered; null where there is no room for it. `deferred`: as `answerQuestion` takes it. */
  receive(question: DiscordQuestion, port: AnswerPort, deferred?: Where | null): Promise<void> | null;
  /** Registers the commands and describes the application, in the background, where this process leads. */
  introduce(rest: REST, application: string, look?: ApplicationLook): void;
  /** Resolves when what is being answered is, or after three seconds. */
  done(): Promise<void>;
}

/** Between two looks whether who leads has registered the commands, in ms. */
const FOLLOW_EVERY = 30_000;
const LAST_WORDS = 3_000;
const LONGEST_RETRY = 600_000;
/** That somebody else answers is told once in so many ms. */
const RIVAL_EVERY = 600_000;

/** Nothing more is asked of it once `leaving` aborts. */
export function openReception(
  options: ReceptionOptions,
  { retry, deferAfter }: ReceptionTiming,
  servers: Servers,
  leaving: AbortSignal,
): Reception {
  const { log, dispatcher, store, guildId, lead, fallbackLocale = () => null } = options;
  const underWay = new UnderWay();
  const tellOfFlood = seldom(log);
  let commandIds: ReadonlyMap<string, string> = new Map();
  const deps = {
    dispatcher,
    log,
    fallbackLocale,
    formulas: options.formulas ?? null,
    style: options.style ?? "components",
    deferAfter,
    turn: createTurns(),
    servers,
    once: onceBy(store?.once),
    tellOfRival: seldom(log, RIVAL_EVERY),
    /** Command mentions (Discord, Message Formatting). */
    mentionOf(command: string): string | undefined {
      const id = commandIds.get(command);
      return id === undefined ? undefined : `</${command}:${id}>`;
    },
  };

  /** What the application says of itself; of no other importance. */
  async function describe(rest: REST, application: string, look?: ApplicationLook): Promise<void> {
    if (!store) return;
    const words = { title: dispatcher.title(), locale: localeFor(fallbackLocale()) };
    try {
      const { fields, known } = await describeApplication(rest, application, words, store);
      look?.(known);
      if (fields.length > 0) log.info({ fields }, "Discord: what the application leaves empty is set");
    } catch (error) {
      if (!leaving.aborted)
        log.warn({ reason: String(error) }, "Discord: the application could not be described");
    }
  }

  /** By who leads, until `until` aborts; others only learn what there is. */
  async function keepRegistered(
    rest: REST,
    application: string,
    leads: boolean,
    until: AbortSignal,
  ): Promise<void> {
    for (let tries = 0; !until.aborted; tries++) {
      try {
        const known = await registerCommands(rest, application, guildId, dispatcher, store, leads);
        commandIds = known.ids;
        if (leads)
          log.info({ guild: guildId ?? "all", outcome: known.outcome }, "Discord: commands registered");
        if (known.outcome !== "awaited") return;
        await wait(FOLLOW_EVERY, until);
      } catch (error) {
        if (until.aborted) return;
        log.warn(faultFields(error), "Discord: the commands could not be registered yet");
        await wait(backOff(tries, retry * 5, LONGEST_RETRY), until);
      }
    }
  }

  return {
    receive(question, port, deferred = null) {
      if (leaving.aborted) return null;
      const taken = underWay.add(question, () => answerQuestion(question, port, deps, deferred));
      if (!taken)
        tellOfFlood(
          { channel: question.channel?.id, person: question.person },
          "Discord: more is asked than can be answered; a question is dropped",
        );
      return taken;
    },

    introduce(rest, application, look) {
      const introducing = async (until: AbortSignal): Promise<void> => {
        void describe(rest, application, look);
        await keepRegistered(rest, application, true, until);
      };
      if (!lead) return void introducing(leaving);
      void keepRegistered(rest, application, false, leaving);
      void lead(introducing, leaving);
    },

    async done() {
      const clock = new AbortController();
      const patience = sleep(LAST_WORDS, undefined, { signal: clock.signal }).catch(() => undefined);
      await Promise.race([underWay.done(), patience]);
      clock.abort();
    },
  };
}
