// ANNOUNCE_TO: fixed destinations by configuration. Pure.
import { IANAZone } from "luxon";
import type { Place } from "./place.js";
import { wishesSchema, type Wishes } from "./subscription.js";

export interface Destination {
  readonly place: Place;
  readonly wishes: Wishes;
}

const platforms = ["discord", "telegram"];
const example = "discord:123456789012345678?role=234567890123456789,telegram:@mychannel?silent";
const names = "silent, crosspost, role, thread, tag, category, lang, digest, at, quiet, zone";

export class DestinationError extends Error {
  override readonly name = "DestinationError";
}

/** Destinations separated by commas or spaces. Throws DestinationError, which says what is wrong and gives an example. */
export function parseDestinations(text: string): readonly Destination[] {
  return text
    .split(/[,\s]+/)
    .filter((part) => part !== "")
    .map(parseDestination);
}

function parseDestination(part: string): Destination {
  const fault = (why: string): DestinationError =>
    new DestinationError(`ANNOUNCE_TO: ${part} ${why}. Example: ANNOUNCE_TO=${example}`);
  const [, platform = "", address = "", query = ""] = /^([a-z]+):([^?]+)(?:\?(.*))?$/.exec(part) ?? [];
  if (!platforms.includes(platform)) throw fault(`does not begin with ${platforms.join(": or ")}:`);
  const form = platform === "discord" ? /^\d{15,21}$/ : /^(-?\d{1,20}|@\w{4,32})$/;
  if (!form.test(address))
    throw fault(
      platform === "discord" ? "needs a channel's id, 15 to 21 digits" : "needs a chat's id or @name",
    );
  const given = new URLSearchParams(query);
  const flag = (name: string): boolean => given.has(name) && given.get(name) !== "false";
  const unknown = [...given.keys()].find((name) => !names.split(", ").includes(name));
  if (unknown !== undefined) throw fault(`has “${unknown}”; possible are ${names}`);
  const zone = given.get("zone");
  if (zone !== null && !IANAZone.isValidZone(zone)) throw fault(`has the time zone “${zone}”, which is none`);
  const thread = given.get("thread");
  if (thread !== null && !/^\d+$/.test(thread)) throw fault("has a thread that is no number");
  const [from, to] = (given.get("quiet") ?? "").split("-");
  const wishes = wishesSchema.safeParse({
    tags: given.getAll("tag"),
    categories: given.getAll("category"),
    lang: given.get("lang"),
    silent: flag("silent"),
    crosspost: flag("crosspost"),
    mention: given.get("role"),
    digest: given.get("digest"),
    ...(given.has("at") && { digestAt: given.get("at") }),
    quiet: given.has("quiet") ? { from, to } : null,
    timezone: zone,
  });
  if (!wishes.success)
    throw fault("needs digest=daily or weekly, at=HH:mm, quiet=HH:mm-HH:mm where it has them");
  return {
    place: { platform, address: thread === null ? address : `${address}/${thread}` },
    wishes: wishes.data,
  };
}
