// What the owner is told in Spanish.
import type { Phrases } from "../en/en.js";
import { countingIn } from "../counting.js";

const { number, count } = countingIn("es", "one", "other");

const post = { one: "entrada", other: "entradas" };

export const owner: Phrases["owner"] = {
  describeOutbox: "Qué queda por enviar y qué te espera; para el propietario del bot",
  only: "Eso es solo para el propietario del bot, en un chat privado con él.",
  outbox: "Bandeja de salida",
  notice: {
    held: (n) => `Esperan tu decisión: ${count(n, post)}`,
    "shut-out": (n) =>
      `Cerrados para mí, se guarda lo que es para ellos: ${count(n, { one: "lugar", other: "lugares" })}`,
    "not-live": (n) => `Sin anunciar, porque la página no está en línea: ${count(n, post)}`,
    broken: (n) => `No se puede leer como entrada: ${count(n, { one: "archivo", other: "archivos" })}`,
  },
  waiting: (n) => `Esperan a su página: ${count(n, post)}`,
  andMore: (n) => `… y ${number(n)} más`,
  release: (n) => (n === 1 ? "Publicar" : `Publicar todas (${number(n)})`),
  dismiss: (n) => (n === 1 ? "Descartar" : `Descartar todas (${number(n)})`),
  released: (titles) => `Aceptada, se anuncia en cuanto la página esté en línea: ${titles}`,
  dismissed: (titles) => `No se anunciará: ${titles}`,
  nothingHeld: "Nada de eso espera ya una decisión.",
  states: {
    held: "espera tu decisión",
    waiting: "espera a su página",
    unsure: "quizá enviada",
    suspended: "guardada, el lugar está cerrado",
    failed: "falló",
  },
  unseen: {
    draft: "Un borrador: los lectores no lo ven.",
    hidden: "Oculta por su front matter: los lectores no la ven.",
    scheduled: "Programada: los lectores aún no la ven.",
  },
  scheduledFor: (when) => `Programada para ${when}: los lectores aún no la ven.`,
};
