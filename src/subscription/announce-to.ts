// Destinations as the owner writes them, in ANNOUNCE_TO and on the command line. Pure.
import { IANAZone } from "luxon";
import { LONGEST_TEMPLATE, readTemplate } from "../post/template.js";
import type { Place } from "./place.js";
import { nameOfTyped } from "./wanted.js";
import { wishesSchema, type Wishes } from "./subscription.js";

export interface Destination {
  readonly place: Place;
  readonly wishes: Wishes;
}

/** How places of one platform are written; the platform's own rules, since it reads the address later. */
export interface Addressing {
  readonly platform: string;
  /** What an address needs: the end of a sentence that begins with what was written. */
  readonly form: string;
  /** The address that a link of the platform's own apps leads to; null where it is no such link. */
  ofLink?(link: string): string | null;
  /** The address as it is kept, or null when it is none; `thread` was written apart, in whatever form. */
  read(address: string, thread: string | null): string | null;
  /** What a role to be mentioned needs, in the same way. */
  readonly roles: string;
  isRole(text: string): boolean;
  readonly persons: {
    /** What a person needs to be named by, in the same way. */
    readonly form: string;
    isOne(text: string): boolean;
    /** What somebody does who cannot be written to in private. */
    readonly remedy: string;
  };
}

/** Where a destination was written, and how it looks there: for messages. */
export interface Spelling {
  readonly where: string;
  readonly example: string;
}

const announceTo: Spelling = {
  where: "ANNOUNCE_TO",
  example: "ANNOUNCE_TO=discord:123456789012345678?role=234567890123456789,telegram:@mychannel?silent",
};
const names =
  "silent, crosspost, role, thread, tag, category, word, author, without, show, template, preview, pin, discuss, offer, lang, digest, at, quiet, zone";

export class DestinationError extends Error {
  override readonly name = "DestinationError";
}

/** Destinations separated by commas or spaces. Throws DestinationError, which says what is wrong and gives an example. */
export function parseDestinations(text: string, addressings: readonly Addressing[]): readonly Destination[] {
  return text
    .split(/[,\s]+/)
    .filter((part) => part !== "")
    .map((part) => parseDestination(part, announceTo, addressings));
}

/**
 * One destination, `telegram:@mychannel?silent&tag=tea`; a topic is written `telegram:-1001234567890/7` or
 * `?thread=7`. `more` are further wishes by the same names. Throws DestinationError.
 */
export function parseDestination(
  part: string,
  spelling: Spelling,
  addressings: readonly Addressing[],
  more: readonly (readonly [string, string])[] = [],
): Destination {
  const fault = (why: string): DestinationError =>
    new DestinationError(`${spelling.where}: ${part} ${why}. Example: ${spelling.example}`);
  const link = part.replace(/^[a-z]+:(?=https?:)/, "");
  for (const one of addressings) {
    const address = one.ofLink?.(link);
    if (address) throw fault(`is a link; write ${one.platform}:${address}`);
  }
  const [, platform = "", address = "", query = ""] = /^([a-z]+):([^?]+)(?:\?(.*))?$/.exec(part) ?? [];
  const addressing = addressings.find((one) => one.platform === platform);
  if (!addressing)
    throw fault(`does not begin with ${addressings.map((one) => one.platform).join(": or ")}:`);
  const given = new URLSearchParams(query);
  for (const [name, value] of more) given.append(name, value);
  const flag = (name: string): boolean =>
    given.has(name) && !["off", "false"].includes(given.get(name) ?? "");
  const unknown = [...given.keys()].find((name) => !names.split(", ").includes(name));
  if (unknown !== undefined) throw fault(`has “${unknown}”; possible are ${names}`);
  const zone = given.get("zone");
  if (zone !== null && !IANAZone.isValidZone(zone)) throw fault(`has the time zone “${zone}”, which is none`);
  const kept = addressing.read(address, given.get("thread"));
  if (kept === null) throw fault(addressing.form);
  const role = given.get("role");
  const offer = given.get("offer");
  if ([role, offer].some((one) => one !== null && !addressing.isRole(one))) throw fault(addressing.roles);
  const written = given.get("template");
  const template = written === null ? null : readTemplate(written);
  if (written !== null && template === null)
    throw fault(
      `has a template that needs {title}, {url}, {tags} or {summary}, no other such names, and at most ${LONGEST_TEMPLATE} characters`,
    );
  const [from, to] = (given.get("quiet") ?? "").split("-");
  const wishes = wishesSchema.safeParse({
    tags: given.getAll("tag"),
    categories: given.getAll("category"),
    words: given.getAll("word"),
    authors: given.getAll("author"),
    without: given.getAll("without").map(nameOfTyped),
    preview: !given.has("preview") || flag("preview"),
    pin: flag("pin"),
    discuss: flag("discuss"),
    template,
    ...(given.has("show") && { show: given.get("show") }),
    lang: given.get("lang"),
    silent: flag("silent"),
    crosspost: flag("crosspost"),
    mention: role,
    offer,
    digest: given.get("digest"),
    ...(given.has("at") && { digestAt: given.get("at") }),
    quiet: given.has("quiet") ? { from, to } : null,
    timezone: zone,
  });
  if (!wishes.success)
    throw fault(
      "needs show=card or title, digest=daily or weekly, at=HH:mm, quiet=HH:mm-HH:mm where it has them",
    );
  return {
    place: { platform, address: kept },
    wishes: wishes.data,
  };
}
