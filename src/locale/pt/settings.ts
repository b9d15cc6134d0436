// How new posts come to a chat, in Portuguese.
import type { Phrases } from "../en/en.js";

export const settings: Phrases["settings"] = {
  describe: "Como os posts novos chegam aqui, e para mudar isso",
  optionField: "O que mudar",
  optionValue: "Como deve ficar",
  optionFrom: "Tags ou categorias para não receber mais; todas, se vazio",
  title: "Configurações deste chat",
  fields: {
    language: "Idioma",
    show: "Mostrar como",
    silent: "Sem som",
    digest: "Todos juntos",
    at: "Resumo às",
    quiet: "Horas de silêncio",
    zone: "Fuso horário",
  },
  shows: { card: "cartão", title: "só o título" },
  switched: { on: "ligado", off: "desligado" },
  none: "nenhum",
  ofBlog: "o do blog",
  now: (value) => `Agora: ${value}`,
  back: "Voltar",
  but: (names) => `mas não ${names}`,
  unknown: (name) => `Não existe a configuração “${name}”.`,
  bad: (value) => `“${value}” não serve aqui.`,
};
