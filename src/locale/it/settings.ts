// How new posts come to a chat, in Italian.
import type { Phrases } from "../en/en.js";

export const settings: Phrases["settings"] = {
  describe: "Come arrivano qui i nuovi articoli, e per cambiarlo",
  optionField: "Che cosa cambiare",
  optionValue: "Come deve essere",
  optionFrom: "Tag o categorie da non ricevere più; tutti se vuoto",
  title: "Impostazioni di questa chat",
  fields: {
    language: "Lingua",
    show: "Mostrati come",
    silent: "Senza suono",
    digest: "Tutti insieme",
    at: "Riepilogo alle",
    quiet: "Ore di silenzio",
    zone: "Fuso orario",
  },
  shows: { card: "scheda", title: "solo titolo" },
  switched: { on: "sì", off: "no" },
  none: "nessuno",
  ofBlog: "quella del blog",
  now: (value) => `Adesso: ${value}`,
  back: "Indietro",
  but: (names) => `ma non ${names}`,
  unknown: (name) => `Non c’è un’impostazione “${name}”.`,
  bad: (value) => `“${value}” qui non va bene.`,
};
