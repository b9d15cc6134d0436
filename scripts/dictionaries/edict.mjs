// Reads EDICT and its computing part (compdic) as the Debian package `edict` brings them.
import { readFileSync } from "node:fs";

const line = /^([^ [/]+)(?: \[([^\]]+)\])? \/(.*)\/$/u;
/** Words that nobody writes today, and names of forms rather than of things. */
const dead = /\((?:arch|obs|obsc|ok|oK|iK|ik|rare|X|derog|vulg|io|exp)\)/u;
const subjects = /\((?:comp|math|ling|physics|stat|engr|elec|astron|biol|chem|food|music|sports|med|bus|econ|finc)\)/u;

function entries(file) {
  const found = [];
  for (const text of new TextDecoder("euc-jp").decode(readFileSync(file)).split("\n")) {
    const [, written, kana = written, definition] = line.exec(text.trim()) ?? [];
    if (!written || dead.test(definition)) continue;
    const senses = definition
      .split("/")
      .filter((sense) => sense !== "(P)" && !sense.startsWith("EntL"));
    if (senses.length > 0)
      found.push({
        written,
        kana,
        senses,
        inflects: /\((?:v1|v5[a-z]*|adj-i)\b/u.test(definition),
        isCommon: definition.includes("(P)"),
        hasSubject: subjects.test(definition),
      });
  }
  return found;
}

/**
 * @param {string} folder of the files `edict` and `compdic`
 * @returns {{written: string, kana: string, senses: string[], inflects: boolean, isCommon: boolean, hasSubject: boolean}[]}
 */
export const edict = (folder) => [
  ...entries(`${folder}/edict`),
  ...entries(`${folder}/compdic`).map((entry) => ({ ...entry, hasSubject: true })),
];
