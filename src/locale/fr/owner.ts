// What the owner is told in French.
import type { Phrases } from "../en/en.js";
import { countingIn } from "../counting.js";

const { number, count } = countingIn("fr", "one", "other");

const post = { one: "article", other: "articles" };

export const owner: Phrases["owner"] = {
  describeOutbox: "Ce qui reste à envoyer et ce qui vous attend ; pour le propriétaire du bot",
  only: "C’est réservé au propriétaire du bot, en discussion privée avec lui.",
  outbox: "Boîte d’envoi",
  notice: {
    held: (n) => `En attente de votre décision : ${count(n, post)}`,
    "shut-out": (n) =>
      `Fermés au bot, les messages y sont gardés : ${count(n, { one: "lieu", other: "lieux" })}`,
    "not-live": (n) => `Pas encore annoncé, la page n’est pas en ligne : ${count(n, post)}`,
    broken: (n) => `Illisible comme article : ${count(n, { one: "fichier", other: "fichiers" })}`,
  },
  waiting: (n) => `En attente de leur page : ${count(n, post)}`,
  andMore: (n) => `… et ${number(n)} de plus`,
  release: (n) => (n === 1 ? "Publier" : `Tout publier (${number(n)})`),
  dismiss: (n) => (n === 1 ? "Écarter" : `Tout écarter (${number(n)})`),
  released: (titles) => `Accepté, annoncé dès que la page est en ligne : ${titles}`,
  dismissed: (titles) => `Ne sera pas annoncé : ${titles}`,
  nothingHeld: "Plus rien de cela n’attend de décision.",
  states: {
    held: "attend votre décision",
    waiting: "attend sa page",
    unsure: "peut-être envoyé",
    suspended: "gardé, le lieu est fermé",
    failed: "échec",
  },
  unseen: {
    draft: "Un brouillon : les lecteurs ne le voient pas.",
    hidden: "Masqué par son front matter : les lecteurs ne le voient pas.",
    scheduled: "Programmé : les lecteurs ne le voient pas encore.",
  },
  scheduledFor: (when) => `Programmé pour ${when} : les lecteurs ne le voient pas encore.`,
};
