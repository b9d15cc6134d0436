// Acronyms a title can be asked by: the initials of two to six words in a row.

const little = /^(?:of|the|and|for|a|to|in|on|with)$/iu;

/** `Inversion of Control` gives `ioc` and `ic`; `My JSX Notes` gives also `mjsxn`. `text` with its capitals. */
export function acronyms(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const piece of text.split(/[^A-Za-z0-9 \-'.]+| - /u)) {
    const words = piece.split(/[\s\-'.]+/u).filter((word) => /^[A-Za-z]/u.test(word));
    for (let from = 0; from < words.length; from += 1) {
      let [all, telling, whole] = ["", "", ""];
      for (const [at, word] of words.slice(from, from + 6).entries()) {
        all += word[0];
        if (!little.test(word)) {
          telling += word[0];
          whole += /^[A-Z]{2,4}$/u.test(word) ? word : word[0];
        }
        if (at === 0) continue;
        for (const acronym of [all, telling, whole])
          if (acronym.length >= 2) found.add(acronym.toLowerCase());
      }
    }
  }
  return found;
}
