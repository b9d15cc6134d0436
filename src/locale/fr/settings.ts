// How new posts come to a chat, in French.
import type { Phrases } from "../en/en.js";

export const settings: Phrases["settings"] = {
  describe: "Comment les nouveaux articles arrivent ici, et le changer",
  optionField: "Ce qui doit changer",
  optionValue: "La nouvelle valeur",
  optionFrom: "Tags ou catégories à ne plus recevoir ; tous si vide",
  title: "Réglages de cette discussion",
  fields: {
    language: "Langue",
    show: "Affichage",
    silent: "Sans son",
    digest: "Regroupés",
    at: "Récapitulatif à",
    quiet: "Heures calmes",
    zone: "Fuseau horaire",
  },
  shows: { card: "carte", title: "titre seul" },
  switched: { on: "oui", off: "non" },
  none: "aucun",
  ofBlog: "celle du blog",
  now: (value) => `Actuellement : ${value}`,
  back: "Retour",
  but: (names) => `mais pas ${names}`,
  unknown: (name) => `Il n’y a pas de réglage « ${name} ».`,
  bad: (value) => `« ${value} » ne convient pas ici.`,
};
