// How new posts come to a chat, in German.
import type { Phrases } from "../en/en.js";

export const settings: Phrases["settings"] = {
  describe: "Wie neue Beiträge hierher kommen, und es ändern",
  optionField: "Was geändert werden soll",
  optionValue: "Wie es sein soll",
  optionFrom: "Tags oder Kategorien, von denen nichts mehr kommen soll; leer: gar nichts mehr",
  title: "Einstellungen dieses Chats",
  fields: {
    language: "Sprache",
    show: "Darstellung",
    silent: "Lautlos",
    digest: "Gesammelt",
    at: "Sammlung um",
    quiet: "Ruhezeit",
    zone: "Zeitzone",
  },
  shows: { card: "Karte", title: "nur Titel" },
  switched: { on: "an", off: "aus" },
  none: "nein",
  ofBlog: "die des Blogs",
  now: (value) => `Jetzt: ${value}`,
  back: "Zurück",
  but: (names) => `aber nicht ${names}`,
  unknown: (name) => `Eine Einstellung „${name}“ gibt es nicht.`,
  bad: (value) => `„${value}“ passt hier nicht.`,
};
