// Who the owner is in the chats, as OWNER says it. Pure.
import { DestinationError, type Addressing } from "./announce-to.js";

/** A person, as a platform knows them. */
export interface Person {
  readonly platform: string;
  readonly id: string;
}

/** In one word, `discord:123`, as the owner writes it. */
export const personName = ({ platform, id }: Person): string => `${platform}:${id}`;

const EXAMPLE = "OWNER=discord:234567890123456789,telegram:123456789";

/** Persons separated by commas or spaces, each once. Throws DestinationError, which says what is wrong and gives an example. */
export function parseOwners(text: string, addressings: readonly Addressing[]): readonly Person[] {
  const persons = text
    .split(/[,\s]+/)
    .filter((part) => part !== "")
    .map((part): Person => {
      const fault = (why: string): DestinationError =>
        new DestinationError(`OWNER: ${part} ${why}. Example: ${EXAMPLE}`);
      const [, platform = "", id = ""] = /^([a-z]+):(.+)$/.exec(part) ?? [];
      const addressing = addressings.find((one) => one.platform === platform);
      if (!addressing)
        throw fault(`does not begin with ${addressings.map((one) => one.platform).join(": or ")}:`);
      if (!addressing.persons.isOne(id)) throw fault(addressing.persons.form);
      return { platform, id };
    });
  return [...new Map(persons.map((person) => [personName(person), person])).values()];
}
