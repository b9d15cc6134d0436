// How new posts come to a chat, in Russian.
import type { Phrases } from "../en/en.js";

export const settings: Phrases["settings"] = {
  describe: "Как новые посты приходят сюда, и как это изменить",
  optionField: "Что изменить",
  optionValue: "Каким это должно быть",
  optionFrom: "Метки или категории, о которых больше не сообщать; если пусто, обо всём",
  title: "Настройки этого чата",
  fields: {
    language: "Язык",
    show: "Вид",
    silent: "Без звука",
    digest: "Все вместе",
    at: "Сводка в",
    quiet: "Тихие часы",
    zone: "Часовой пояс",
  },
  shows: { card: "карточка", title: "только заголовок" },
  switched: { on: "вкл.", off: "выкл." },
  none: "нет",
  ofBlog: "язык блога",
  now: (value) => `Сейчас: ${value}`,
  back: "Назад",
  but: (names) => `кроме ${names}`,
  unknown: (name) => `Нет настройки «${name}».`,
  bad: (value) => `«${value}» сюда не подходит.`,
};
