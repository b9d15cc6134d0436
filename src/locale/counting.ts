// Numbers as a language writes them, alone and with a word in its plural form.

export interface Counting<Form extends Intl.LDMLPluralRule> {
  /** 12345 as 12,345 or 12.345. */
  readonly number: (n: number) => string;
  /** `n` with a word in the form that goes with it (CLDR's plural categories): `3 posts`, `5 постов`. */
  readonly count: (n: number, words: Readonly<Record<Form, string>>) => string;
}

/** `forms`: those that whole numbers take in this language. The last serves for any other. */
export function countingIn<Form extends Intl.LDMLPluralRule>(
  tag: string,
  ...forms: readonly Form[]
): Counting<Form> {
  // Made when they are needed: a bot that nobody asks in Polish needs no Polish plurals.
  let format: Intl.NumberFormat | undefined;
  let rules: Intl.PluralRules | undefined;
  const number = (n: number): string => (format ??= new Intl.NumberFormat(tag)).format(n);
  return {
    number,
    count(n, words) {
      rules ??= new Intl.PluralRules(tag);
      const wanted = rules.select(n);
      const form = forms.find((one) => one === wanted) ?? forms.at(-1);
      return `${number(n)} ${form === undefined ? "" : words[form]}`;
    },
  };
}
