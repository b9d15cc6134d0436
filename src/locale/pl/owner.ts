// What the owner is told in Polish.
import type { Phrases } from "../en/en.js";
import { countingIn } from "../counting.js";

const { number, count } = countingIn("pl", "one", "few", "many");

const post = { one: "wpis", few: "wpisy", many: "wpisów" };

export const owner: Phrases["owner"] = {
  describeOutbox: "Co zostanie wysłane i co czeka na ciebie; dla właściciela bota",
  only: "To tylko dla właściciela bota, na czacie prywatnym z nim.",
  outbox: "Skrzynka nadawcza",
  notice: {
    held: (n) => `Czekają na twoją decyzję: ${count(n, post)}`,
    "shut-out": (n) =>
      `Zamknięte dla bota, wiadomości są przechowywane: ${count(n, { one: "miejsce", few: "miejsca", many: "miejsc" })}`,
    "not-live": (n) => `Jeszcze nie ogłoszono, strona nie jest opublikowana: ${count(n, post)}`,
    broken: (n) =>
      `Nie da się odczytać jako wpis: ${count(n, { one: "plik", few: "pliki", many: "plików" })}`,
  },
  waiting: (n) => `Czekają na swoją stronę: ${count(n, post)}`,
  andMore: (n) => `… i jeszcze ${number(n)}`,
  release: (n) => (n === 1 ? "Ogłoś" : `Ogłoś wszystkie (${number(n)})`),
  dismiss: (n) => (n === 1 ? "Odrzuć" : `Odrzuć wszystkie (${number(n)})`),
  released: (titles) => `Przyjęto, ogłoszenie nastąpi, gdy strona będzie dostępna: ${titles}`,
  dismissed: (titles) => `Nie zostanie ogłoszone: ${titles}`,
  nothingHeld: "Nic z tego nie czeka już na decyzję.",
  states: {
    held: "czeka na twoją decyzję",
    waiting: "czeka na swoją stronę",
    unsure: "być może wysłano",
    suspended: "przechowywane, miejsce jest zamknięte",
    failed: "nie udało się",
  },
  unseen: {
    draft: "Szkic: czytelnicy go nie widzą.",
    hidden: "Ukryty przez front matter: czytelnicy go nie widzą.",
    scheduled: "Zaplanowany: czytelnicy jeszcze go nie widzą.",
  },
  scheduledFor: (when) => `Zaplanowany na ${when}: czytelnicy jeszcze go nie widzą.`,
};
