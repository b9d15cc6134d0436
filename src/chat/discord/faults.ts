// What a failed call to Discord means, told without tokens.
import { RESTJSONErrorCodes } from "discord-api-types/v10";
import { DiscordAPIError, HTTPError } from "@discordjs/rest";
import { hideSecrets } from "../../secrets.js";

/** The fields of a fault that may be logged. discord.js's errors carry the address, and in it tokens. */
export interface FaultFields extends Readonly<Record<string, unknown>> {
  readonly reason: string;
  readonly code?: number | string;
  readonly status?: number;
}

export function faultFields(error: unknown): FaultFields {
  const reason = hideSecrets(
    error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  ).slice(0, 500);
  if (error instanceof DiscordAPIError) return { reason, code: error.code, status: error.status };
  if (error instanceof HTTPError) return { reason, status: error.status };
  return { reason };
}

/** Discord's error codes (Opcodes and Status Codes, JSON error codes). */
const UNKNOWN_MESSAGE: number = RESTJSONErrorCodes.UnknownMessage;
const UNKNOWN_INTERACTION: number = RESTJSONErrorCodes.UnknownInteraction;
const UNKNOWN_WEBHOOK: number = RESTJSONErrorCodes.UnknownWebhook;
const INVALID_WEBHOOK_TOKEN: number = RESTJSONErrorCodes.InvalidWebhookToken;
const ALREADY_ACKNOWLEDGED: number = RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;

/** The answer came too late, was given already, or its message is gone: nobody waits for it. */
export const cameTooLate = (error: unknown): boolean =>
  error instanceof DiscordAPIError &&
  [
    UNKNOWN_MESSAGE,
    UNKNOWN_INTERACTION,
    // What comes later goes by a webhook, for a quarter of an hour.
    UNKNOWN_WEBHOOK,
    INVALID_WEBHOOK_TOKEN,
    ALREADY_ACKNOWLEDGED,
  ].includes(Number(error.code));

/** It was answered, and not by us: each question is answered once here. */
export const isTaken = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.code === ALREADY_ACKNOWLEDGED;

/** Discord took offence at the message itself. */
export const isRefusedMessage = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.status === 400 && !cameTooLate(error);
