// What the owner is told in German.
import type { Phrases } from "../en/en.js";
import { countingIn } from "../counting.js";

const { number, count } = countingIn("de", "one", "other");

const post = { one: "Beitrag", other: "Beiträge" };

export const owner: Phrases["owner"] = {
  describeOutbox: "Was zu senden ist und was auf dich wartet; nur für den Betreiber des Bots",
  only: "Das ist nur für den Betreiber des Bots, im privaten Chat mit ihm.",
  outbox: "Postausgang",
  notice: {
    held: (n) => `Warten auf deine Entscheidung: ${count(n, post)}`,
    "shut-out": (n) =>
      `Für mich geschlossen, Nachrichten dorthin werden aufgehoben: ${count(n, { one: "Ort", other: "Orte" })}`,
    "not-live": (n) => `Noch nicht angekündigt, weil die Seite nicht online ist: ${count(n, post)}`,
    broken: (n) => `Nicht als Beitrag lesbar: ${count(n, { one: "Datei", other: "Dateien" })}`,
  },
  waiting: (n) => `Warten auf ihre Seite: ${count(n, post)}`,
  andMore: (n) => `… und ${number(n)} weitere`,
  release: (n) => (n === 1 ? "Freigeben" : `Alle freigeben (${number(n)})`),
  dismiss: (n) => (n === 1 ? "Verwerfen" : `Alle verwerfen (${number(n)})`),
  released: (titles) => `Freigegeben, wird angekündigt, sobald die Seite online ist: ${titles}`,
  dismissed: (titles) => `Wird nicht angekündigt: ${titles}`,
  nothingHeld: "Davon wartet nichts mehr auf eine Entscheidung.",
  states: {
    held: "wartet auf deine Entscheidung",
    waiting: "wartet auf die Seite",
    unsure: "vielleicht gesendet",
    suspended: "aufgehoben, der Ort ist geschlossen",
    failed: "fehlgeschlagen",
  },
  unseen: {
    draft: "Ein Entwurf: Leser sehen ihn nicht.",
    hidden: "Durch das Front Matter verborgen: Leser sehen den Beitrag nicht.",
    scheduled: "Geplant: Leser sehen den Beitrag noch nicht.",
  },
  scheduledFor: (when) => `Geplant für ${when}: Leser sehen den Beitrag noch nicht.`,
};
