// What the owner is told in Portuguese.
import type { Phrases } from "../en/en.js";
import { countingIn } from "../counting.js";

const { number, count } = countingIn("pt-BR", "one", "other");

const post = { one: "post", other: "posts" };

export const owner: Phrases["owner"] = {
  describeOutbox: "O que falta enviar e o que espera por você; para o dono do bot",
  only: "Isso é só para o dono do bot, em um chat privado com ele.",
  outbox: "Caixa de saída",
  notice: {
    held: (n) => `Esperando a sua decisão: ${count(n, post)}`,
    "shut-out": (n) =>
      `Fechados para mim, o que é para eles fica guardado: ${count(n, { one: "lugar", other: "lugares" })}`,
    "not-live": (n) => `Ainda não anunciado, a página não está no ar: ${count(n, post)}`,
    broken: (n) => `Não pode ser lido como post: ${count(n, { one: "arquivo", other: "arquivos" })}`,
  },
  waiting: (n) => `Esperando pela página: ${count(n, post)}`,
  andMore: (n) => `… e mais ${number(n)}`,
  release: (n) => (n === 1 ? "Liberar" : `Liberar todos (${number(n)})`),
  dismiss: (n) => (n === 1 ? "Descartar" : `Descartar todos (${number(n)})`),
  released: (titles) => `Liberado, anunciado assim que a página estiver no ar: ${titles}`,
  dismissed: (titles) => `Não será anunciado: ${titles}`,
  nothingHeld: "Nada disso espera mais por uma decisão.",
  states: {
    held: "espera a sua decisão",
    waiting: "espera pela página",
    unsure: "talvez enviado",
    suspended: "guardado, o lugar está fechado",
    failed: "falhou",
  },
  unseen: {
    draft: "Um rascunho: os leitores não o veem.",
    hidden: "Oculto pelo front matter: os leitores não o veem.",
    scheduled: "Agendado: os leitores ainda não o veem.",
  },
  scheduledFor: (when) => `Agendado para ${when}: os leitores ainda não o veem.`,
};
