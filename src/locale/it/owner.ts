// What the owner is told in Italian.
import type { Phrases } from "../en/en.js";
import { countingIn } from "../counting.js";

const { number, count } = countingIn("it", "one", "other");

const post = { one: "articolo", other: "articoli" };

export const owner: Phrases["owner"] = {
  describeOutbox: "Che cosa resta da inviare e che cosa ti aspetta; per il proprietario del bot",
  only: "È solo per il proprietario del bot, in una chat privata con lui.",
  outbox: "Posta in uscita",
  notice: {
    held: (n) => `In attesa della tua decisione: ${count(n, post)}`,
    "shut-out": (n) =>
      `Chiusi al bot, i messaggi vengono conservati: ${count(n, { one: "luogo", other: "luoghi" })}`,
    "not-live": (n) => `Non ancora annunciato, la pagina non è online: ${count(n, post)}`,
    broken: (n) => `Non leggibile come articolo: ${count(n, { one: "file", other: "file" })}`,
  },
  waiting: (n) => `In attesa della pagina: ${count(n, post)}`,
  andMore: (n) => `… e altri ${number(n)}`,
  release: (n) => (n === 1 ? "Pubblica" : `Pubblica tutti (${number(n)})`),
  dismiss: (n) => (n === 1 ? "Scarta" : `Scarta tutti (${number(n)})`),
  released: (titles) => `Accettato, annunciato appena la pagina è online: ${titles}`,
  dismissed: (titles) => `Non sarà annunciato: ${titles}`,
  nothingHeld: "Niente di tutto ciò attende più una decisione.",
  states: {
    held: "attende la tua decisione",
    waiting: "attende la pagina",
    unsure: "forse inviato",
    suspended: "conservato, il luogo è chiuso",
    failed: "non riuscito",
  },
  unseen: {
    draft: "Una bozza: i lettori non la vedono.",
    hidden: "Nascosto dal suo front matter: i lettori non lo vedono.",
    scheduled: "Programmato: i lettori non lo vedono ancora.",
  },
  scheduledFor: (when) => `Programmato per ${when}: i lettori non lo vedono ancora.`,
};
