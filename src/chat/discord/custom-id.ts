// The id of a button or menu: its version, who may use it, and the state that the dispatcher opens.
import { limits } from "./limits.js";

const VERSION = "1";
const PATTERN = /^1\.(\d{0,20})\.(\d{1,3}|menu|share|form)\.([\s\S]*)$/;

export interface CustomId {
  /** The id of who asked; empty when anybody may press. */
  readonly asker: string;
  /** Empty for a menu: the chosen option holds it. */
  readonly state: string;
  /** Whether the answer is to be shown to everyone. */
  readonly shares: boolean;
}

/** @param place tells buttons of equal state apart: ids must differ within a message */
export const customId = (asker: string, place: number | "menu" | "share" | "form", state: string): string =>
  `${VERSION}.${asker}.${place}.${state}`;

/** Null for a forged or outdated id. */
export function parseCustomId(id: string): CustomId | null {
  const [, asker, place, state] = PATTERN.exec(id) ?? [];
  return asker === undefined || state === undefined ? null : { asker, state, shares: place === "share" };
}

export const menuValue = (place: number, state: string): string => `${place}.${state}`;

export const parseMenuValue = (value: string): string => /^\d{1,3}\.([\s\S]*)$/.exec(value)?.[1] ?? "";

/** Whether a state can be carried at all. A forged Reply may hold any string. */
export const fitsButton = (state: string): boolean =>
  state !== "" && state.isWellFormed() && Buffer.byteLength(state) <= limits.state;
