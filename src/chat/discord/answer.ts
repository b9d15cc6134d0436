// Answers questions: each within Discord's three seconds, or deferred; none ever ends the process.
import { PermissionFlagsBits } from "discord-api-types/v10";
import type { Suggestion } from "../../command/command.js";
import type { Dispatcher } from "../../command/dispatcher.js";
import { safeLine } from "../../document/safe-text.js";
import { localeFor } from "../../locale/locale.js";
import type { SealedReply } from "../../reply/reply.js";
import type { Log } from "../../log.js";
import { answering, asksFor, asksInVain } from "../../under-way.js";
import {
  AnsweredElsewhere,
  type AnswerMessage,
  type AnswerPort,
  type OfferedChoice,
  type Where,
} from "./answer-port.js";
import { askerOf, hasAny } from "./asker.js";
import { parseCustomId, parseMenuValue } from "./custom-id.js";
import { cutText } from "../../fit/cut-text.js";
import type { Formulas } from "../../formula/formulas.js";
import type { Illustrations } from "../../formula/illustrate.js";
import type { Once } from "../once.js";
import { isLate } from "../../is-late.js";
import { cameTooLate, faultFields, isRefusedMessage, isTaken } from "./faults.js";
import { limits } from "./limits.js";
import type { DiscordMessage } from "./message.js";
import { picturesOf } from "./pictures.js";
import type { Asks, DiscordQuestion } from "./question.js";
import { renderEmbed, type DiscordStyle, type EmbedMessage } from "./render-embed.js";
import type { Servers } from "./servers.js";
import { renderForm } from "./render-form.js";
import { renderReply } from "./render-reply.js";

export interface DiscordAnswerDeps {
  readonly dispatcher: Dispatcher;
  readonly log: Log;
  /** Told that a question was answered by somebody else. */
  readonly tellOfRival: Log["warn"];
  readonly fallbackLocale: () => string | null;
  readonly style: DiscordStyle;
  /** Work that takes longer is deferred, in ms. Discord gives 3 s, from its own clock to its own clock. */
  readonly deferAfter: number;
  /** One answer is begun at a time (../turns.ts). */
  readonly turn: () => Promise<void>;
  /** A command as a mention; undefined until it is registered. */
  readonly mentionOf: (command: string) => string | undefined;
  readonly servers: Servers;
  /** By which what one person saw is shown to everyone, by message and state. */
  readonly once: Once;
  /** Draws formulas; null leaves them as source. */
  readonly formulas: Formulas | null;
}

type Suggestions = Extract<Asks, { readonly kind: "suggestions" }>;

/** @param deferred how it was said before, perhaps by another process, that the answer comes later. Never rejects. */
export const answerQuestion = (
  question: DiscordQuestion,
  port: AnswerPort,
  deps: DiscordAnswerDeps,
  deferred: Where | null = null,
): Promise<void> => {
  const came = performance.now();
  return answering("discord", question.id, came, async () => {
    try {
      const { asks } = question;
      if (asks.kind === "suggestions") await complete(question, asks, port, deps);
      else await answerOnce(question, asks, port, deps, { came, deferred });
    } catch (error) {
      const fields = faultFields(error);
      if (error instanceof AnsweredElsewhere)
        return deps.log.debug(fields, "Discord: another process was quicker");
      asksInVain();
      if (isTaken(error))
        deps.tellOfRival(
          fields,
          "Discord: another program answers with this bot's token. Stop the other one, or give this one a token of its own; two processes of one bot need one PostgreSQL (DATABASE_URL)",
        );
      else if (cameTooLate(error)) deps.log.info(fields, "Discord: an answer came too late for its question");
      else deps.log.warn(fields, "Discord: an answer could not be given");
    }
  });
};

/** What was before an answer is begun. */
interface Before {
  /** When the question came, by `performance.now()`. */
  readonly came: number;
  readonly deferred: Where | null;
}

/** The message stays with its button; a second press shows the same to everyone no second time. */
async function answerOnce(
  question: DiscordQuestion,
  asks: Exclude<Asks, Suggestions>,
  port: AnswerPort,
  deps: DiscordAnswerDeps,
  before: Before,
): Promise<void> {
  const id = asks.kind === "press" ? parseCustomId(asks.customId) : null;
  const seen =
    asks.kind === "press" && id?.shares && id.asker === question.person ? `${asks.on.id} ${id.state}` : null;
  const work = () => say(question, wishOf(question, asks, deps), port, deps, before);
  if (seen === null) return work();
  if (!(await deps.once.do(`discord ${seen}`, question.id, work))) return port.ignore();
}

async function complete(
  question: DiscordQuestion,
  { command, option, typed }: Suggestions,
  port: AnswerPort,
  deps: DiscordAnswerDeps,
): Promise<void> {
  asksFor("suggestions");
  await deps.turn();
  const found = deps.dispatcher.suggest(command, option, typed, askerOf(question, deps));
  await port.suggest(found.flatMap(choiceOf).slice(0, limits.choices));
}

function choiceOf({ label, value }: Suggestion): OfferedChoice[] {
  const name = cutText(safeLine(label), limits.choiceName);
  return name === "" || value === "" || value.length > limits.choiceValue ? [] : [{ name, value }];
}

/** What answers a question, and how that is to be shown. */
interface AnswerWish {
  work(): Promise<SealedReply>;
  /** The message whose button was pressed becomes the answer. */
  readonly inPlace: boolean;
  /** That message was made for somebody else. */
  readonly foreign?: boolean;
  /** Everyone is to see the answer, whoever it is for. */
  readonly shared?: boolean;
}

function wishOf(
  question: DiscordQuestion,
  asks: Exclude<Asks, Suggestions>,
  deps: DiscordAnswerDeps,
): AnswerWish {
  const { dispatcher } = deps;
  const asker = askerOf(question, deps);
  switch (asks.kind) {
    case "command":
      return {
        work: () => dispatcher.run(asks.command, asks.args, asker),
        inPlace: false,
        shared: asks.shared,
      };
    // Whoever asks about somebody's message sees the answer alone, and may show it.
    case "message":
      return { work: () => dispatcher.askAbout(asks.words, asker), inPlace: false };
    case "form": {
      const id = parseCustomId(asks.customId);
      // A form is shown to who asked alone; one that somebody else hands in is forged.
      const state = id?.asker === question.person ? id.state : "";
      return { work: () => dispatcher.fill(state, asks.answers, asker), inPlace: false };
    }
    // Who asked turns pages in place; anybody else gets a copy that only they see.
    case "press": {
      const id = parseCustomId(asks.customId);
      const state = asks.chosen === null ? id?.state : parseMenuValue(asks.chosen);
      const shares = id?.shares ?? false;
      const isAsker = id !== null && id.asker === question.person;
      return {
        work: () => dispatcher.press(state ?? "", asker),
        inPlace: isAsker && !shares,
        foreign: id !== null && id.asker !== "" && !isAsker,
        shared: shares && isAsker,
      };
    }
  }
}

async function say(
  question: DiscordQuestion,
  wish: AnswerWish,
  port: AnswerPort,
  deps: DiscordAnswerDeps,
  { came, deferred: before }: Before,
): Promise<void> {
  const locale = localeFor(question.locale, deps.fallbackLocale());
  const mayAttach = hasAny(question.botRights, PermissionFlagsBits.AttachFiles);
  const on = wish.inPlace && question.asks.kind === "press" ? question.asks.on : null;
  // A component message stays one for ever (Discord, Message Flags), also when the owner has chosen embeds since.
  const style = on?.hasComponents ? "components" : deps.style;
  let deferred = before;
  const render = (reply: SealedReply, where: Where, pictures: Illustrations = new Map()): Rendered => {
    const options = {
      asker: question.person,
      locale,
      pictures,
      mayAttach,
      mayShare: on ? on.isHidden : where === "asker",
      ...(wish.foreign && { remark: locale.say.yourCopy }),
    };
    return style === "embeds" ? renderEmbed(reply, options) : renderReply(reply, options);
  };
  const defer = async (where: Where): Promise<void> => {
    await port.defer(where);
    deferred = where;
  };
  const deliver = async (rendered: Rendered, where: Where): Promise<void> => {
    const message = messageOf(rendered, on?.hasEmbeds ?? false);
    if (deferred === null && message.files.length > 0 && !port.repliesWithFiles) await defer(where);
    return deferred === null ? port.reply(message, where) : port.edit(message);
  };
  const takesLong = (work: Promise<unknown>): Promise<boolean> =>
    isLate(work, came + deps.deferAfter - performance.now());
  // Who waits for a turn is told in time too.
  const work = deps.turn().then(() => wish.work());
  // Nobody else can see an answer deferred now: whether it is for everybody is not known yet.
  if (deferred === null && (await takesLong(work))) await defer(whereFor("asker", question, wish));
  const reply = await work;
  const form = deferred === null && reply.form ? renderForm(reply.form, question.person) : null;
  if (form) return port.show(form);
  // A remark is nobody else's business.
  const shared = reply.toShare !== undefined && (wish.shared ?? false);
  const intended = whereFor(reply.audience, question, { ...wish, shared });
  const drawing = picturesOf(reply, mayAttach && style === "components" ? deps.formulas : null);
  if (deferred === null && (await takesLong(drawing))) await defer(intended);
  const where = deferred ?? intended;
  try {
    await deliver(render(reply, where, await drawing), where);
  } catch (error) {
    if (!isRefusedMessage(error)) throw error;
    deps.log.error(faultFields(error), "Discord: refused an answer; its reader gets a plain one");
    const alone = deferred ?? whereFor("asker", question, { ...wish, shared });
    await deliver(render(remark(locale.say.fault), alone), alone);
  }
}

type Rendered = DiscordMessage | EmbedMessage;

const remark = (value: string): SealedReply => ({
  body: [{ type: "paragraph", children: [{ type: "text", value }] }],
  audience: "asker",
  buttons: [],
  posts: [],
});

/** What a press asks for is a copy of a message that others look at. */
function whereFor(
  audience: SealedReply["audience"],
  { asks }: DiscordQuestion,
  { inPlace, shared = false }: Pick<AnswerWish, "inPlace" | "shared">,
): Where {
  if (inPlace) return "in place";
  return !shared && (audience === "asker" || asks.kind === "press") ? "asker" : "everyone";
}

/** @param onEmbeds what it replaces was an embed; where it becomes components it must lose that */
function messageOf(rendered: Rendered, onEmbeds: boolean): AnswerMessage {
  const { files, components } = rendered;
  const flags = "flags" in rendered ? rendered.flags : undefined;
  return {
    files,
    body: {
      ...("embeds" in rendered && { embeds: rendered.embeds }),
      components,
      allowed_mentions: { parse: [] },
      ...(flags !== undefined && { flags }),
      ...(flags !== undefined && onEmbeds && { embeds: [], content: null }),
    },
  };
}
