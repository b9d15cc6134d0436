// How new posts come to a chat, in Polish.
import type { Phrases } from "../en/en.js";

export const settings: Phrases["settings"] = {
  describe: "Jak nowe wpisy tu przychodzą i jak to zmienić",
  optionField: "Co zmienić",
  optionValue: "Jakie ma być",
  optionFrom: "Tagi lub kategorie, o których już nie informować; puste: o żadnych",
  title: "Ustawienia tego czatu",
  fields: {
    language: "Język",
    show: "Wygląd",
    silent: "Bez dźwięku",
    digest: "Wszystkie razem",
    at: "Zbiór o",
    quiet: "Godziny ciszy",
    zone: "Strefa czasowa",
  },
  shows: { card: "karta", title: "tylko tytuł" },
  switched: { on: "wł.", off: "wył." },
  none: "brak",
  ofBlog: "język bloga",
  now: (value) => `Teraz: ${value}`,
  back: "Wstecz",
  but: (names) => `ale bez ${names}`,
  unknown: (name) => `Nie ma ustawienia „${name}”.`,
  bad: (value) => `„${value}” tu nie pasuje.`,
};
