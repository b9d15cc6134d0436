// What the owner is told in Turkish.
import type { Phrases } from "../en/en.js";
import { countingIn } from "../counting.js";

const { number, count } = countingIn("tr", "other");

const post = { other: "yazı" };

export const owner: Phrases["owner"] = {
  describeOutbox: "Gönderilecekler ve seni bekleyenler; yalnızca botun sahibi için",
  only: "Bu yalnızca botun sahibi içindir, botla özel sohbette.",
  outbox: "Giden kutusu",
  notice: {
    held: (n) => `Kararını bekleyen: ${count(n, post)}`,
    "shut-out": (n) => `Bota kapalı, oraya gidecekler saklanıyor: ${count(n, { other: "yer" })}`,
    "not-live": (n) => `Sayfa yayında olmadığı için henüz duyurulmadı: ${count(n, post)}`,
    broken: (n) => `Yazı olarak okunamıyor: ${count(n, { other: "dosya" })}`,
  },
  waiting: (n) => `Sayfasını bekleyen: ${count(n, post)}`,
  andMore: (n) => `… ve ${number(n)} tane daha`,
  release: (n) => (n === 1 ? "Yayınla" : `Hepsini yayınla (${number(n)})`),
  dismiss: (n) => (n === 1 ? "Vazgeç" : `Hepsinden vazgeç (${number(n)})`),
  released: (titles) => `Onaylandı, sayfa yayına girince duyurulur: ${titles}`,
  dismissed: (titles) => `Duyurulmayacak: ${titles}`,
  nothingHeld: "Bunlardan karar bekleyen kalmadı.",
  states: {
    held: "kararını bekliyor",
    waiting: "sayfasını bekliyor",
    unsure: "belki gönderildi",
    suspended: "saklanıyor, yer kapalı",
    failed: "başarısız",
  },
  unseen: {
    draft: "Taslak: okurlar görmüyor.",
    hidden: "Front matter ile gizli: okurlar görmüyor.",
    scheduled: "Zamanlanmış: okurlar henüz görmüyor.",
  },
  scheduledFor: (when) => `Zamanlandı: ${when}. Okurlar henüz görmüyor.`,
};
