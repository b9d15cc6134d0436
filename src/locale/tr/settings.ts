// How new posts come to a chat, in Turkish.
import type { Phrases } from "../en/en.js";

export const settings: Phrases["settings"] = {
  describe: "Yeni yazıların buraya nasıl geldiği ve bunu değiştirmek",
  optionField: "Değiştirilecek şey",
  optionValue: "Yeni değeri",
  optionFrom: "Artık duyurulmayacak etiketler ya da kategoriler; boşsa hepsi",
  title: "Bu sohbetin ayarları",
  fields: {
    language: "Dil",
    show: "Görünüm",
    silent: "Sessiz",
    digest: "Hepsi birlikte",
    at: "Toplu gönderim saati",
    quiet: "Sessiz saatler",
    zone: "Saat dilimi",
  },
  shows: { card: "kart", title: "yalnızca başlık" },
  switched: { on: "açık", off: "kapalı" },
  none: "yok",
  ofBlog: "blogun dili",
  now: (value) => `Şu an: ${value}`,
  back: "Geri",
  but: (names) => `şunlar hariç: ${names}`,
  unknown: (name) => `“${name}” diye bir ayar yok.`,
  bad: (value) => `“${value}” buraya uymuyor.`,
};
