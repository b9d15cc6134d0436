// Splits the inside of a template tag, `figure src="a.png" "my title" wide`, into its words and named values.

export interface TagWords {
  readonly name: string;
  readonly words: readonly string[];
  readonly named: Readonly<Record<string, string>>;
}

const WORD = /([\w-]+)=(?:"([^"]*)"|'([^']*)'|(\S+))|"([^"]*)"|'([^']*)'|(\S+)/g;

export function tagWords(inside: string): TagWords {
  const [name = ""] = inside.trim().split(/\s+/, 1);
  const words: string[] = [];
  const named: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const match of inside.trim().slice(name.length).matchAll(WORD)) {
    const [, key, ...values] = match;
    const value = values.find((one) => one !== undefined) ?? "";
    if (key === undefined) words.push(value);
    else named[key.toLowerCase()] = value;
  }
  return { name: name.toLowerCase(), words, named };
}

/** The values of `{a="b" c=d}`; none of "". */
export const settingsIn = (braces: string): TagWords["named"] => tagWords(`x ${braces.slice(1, -1)}`).named;
