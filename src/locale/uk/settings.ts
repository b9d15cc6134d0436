// How new posts come to a chat, in Ukrainian.
import type { Phrases } from "../en/en.js";

export const settings: Phrases["settings"] = {
  describe: "Як нові дописи надходять сюди, і як це змінити",
  optionField: "Що змінити",
  optionValue: "Яким це має бути",
  optionFrom: "Теги або категорії, про які більше не повідомляти; якщо порожньо, про все",
  title: "Налаштування цього чату",
  fields: {
    language: "Мова",
    show: "Вигляд",
    silent: "Без звуку",
    digest: "Усі разом",
    at: "Зведення о",
    quiet: "Тихі години",
    zone: "Часовий пояс",
  },
  shows: { card: "картка", title: "лише заголовок" },
  switched: { on: "увімк.", off: "вимк." },
  none: "немає",
  ofBlog: "мова блогу",
  now: (value) => `Зараз: ${value}`,
  back: "Назад",
  but: (names) => `крім ${names}`,
  unknown: (name) => `Немає налаштування «${name}».`,
  bad: (value) => `«${value}» сюди не підходить.`,
};
