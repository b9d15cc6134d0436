// How an answer goes out: first within Discord's three seconds, whole or as a promise, which a later edit keeps.
import {
  InteractionResponseType,
  MessageFlags,
  type APIModalInteractionResponseCallbackData,
} from "discord-api-types/v10";
import type { Suggestion } from "../../command/command.js";
import { DoneElsewhere } from "../once.js";
import type { PictureUpload } from "./message.js";

/** A message as an answer carries it; `attachments` and files are made of `files`. */
export interface AnswerMessage {
  readonly body: Readonly<Record<string, unknown>>;
  readonly files: readonly PictureUpload[];
}

/** Where a message goes: one of its own, seen by everyone or by who asked alone, or in place of the one that was pressed. */
export type Where = "everyone" | "asker" | "in place";

export type OfferedChoice = { readonly name: string; readonly value: Suggestion["value"] };

/** Of `suggest`, `reply`, `show`, `ignore` and `defer` one is called, once; `edit` only after `defer`. */
export interface AnswerPort {
  /** Whether `reply` takes files; else they come by `edit`. */
  readonly repliesWithFiles: boolean;
  suggest(choices: readonly OfferedChoice[]): Promise<void>;
  reply(message: AnswerMessage, where: Where): Promise<void>;
  /** Not of a form that was handed in. */
  show(form: APIModalInteractionResponseCallbackData): Promise<void>;
  /** Of a press: nothing changes. */
  ignore(): Promise<void>;
  /** Says that the answer comes later. */
  defer(where: Where): Promise<void>;
  edit(message: AnswerMessage): Promise<void>;
}

/** Another process on the store has answered, as it may where this one was slow. */
export class AnsweredElsewhere extends DoneElsewhere {
  override readonly name = "AnsweredElsewhere";
}

/** The bodies by which Discord is answered first, whichever way they take. */
export const suggesting = (choices: readonly OfferedChoice[]) => ({
  type: InteractionResponseType.ApplicationCommandAutocompleteResult,
  data: { choices },
});

export const replying = (data: AnswerMessage["body"], where: Where) =>
  where === "in place"
    ? { type: InteractionResponseType.UpdateMessage, data }
    : {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: {
          ...data,
          ...(where === "asker" && { flags: Number(data["flags"] ?? 0) | MessageFlags.Ephemeral }),
        },
      };

export const showing = (data: APIModalInteractionResponseCallbackData) => ({
  type: InteractionResponseType.Modal,
  data,
});

export const deferring = (where: Where) =>
  where === "in place"
    ? { type: InteractionResponseType.DeferredMessageUpdate }
    : {
        type: InteractionResponseType.DeferredChannelMessageWithSource,
        ...(where === "asker" && { data: { flags: MessageFlags.Ephemeral } }),
      };
