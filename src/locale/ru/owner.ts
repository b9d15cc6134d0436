// What the owner is told in Russian.
import type { Phrases } from "../en/en.js";
import { countingIn } from "../counting.js";

const { number, count } = countingIn("ru", "one", "few", "many");

const post = { one: "пост", few: "поста", many: "постов" };

export const owner: Phrases["owner"] = {
  describeOutbox: "Что будет отправлено и что ждёт вас; для владельца бота",
  only: "Это только для владельца бота, в личном чате с ним.",
  outbox: "Исходящие",
  notice: {
    held: (n) => `Ждут вашего решения: ${count(n, post)}`,
    "shut-out": (n) =>
      `Закрыто для бота, сообщения хранятся: ${count(n, { one: "место", few: "места", many: "мест" })}`,
    "not-live": (n) => `Ещё не анонсировано, страница не опубликована: ${count(n, post)}`,
    broken: (n) => `Не читается как пост: ${count(n, { one: "файл", few: "файла", many: "файлов" })}`,
  },
  waiting: (n) => `Ждут своей страницы: ${count(n, post)}`,
  andMore: (n) => `… и ещё ${number(n)}`,
  release: (n) => (n === 1 ? "Выпустить" : `Выпустить все (${number(n)})`),
  dismiss: (n) => (n === 1 ? "Отклонить" : `Отклонить все (${number(n)})`),
  released: (titles) => `Принято, анонс выйдет, как только страница появится: ${titles}`,
  dismissed: (titles) => `Анонса не будет: ${titles}`,
  nothingHeld: "Здесь больше нечего решать.",
  states: {
    held: "ждёт вашего решения",
    waiting: "ждёт своей страницы",
    unsure: "возможно, отправлено",
    suspended: "хранится, место закрыто",
    failed: "не отправлено",
  },
  unseen: {
    draft: "Черновик: читатели его не видят.",
    hidden: "Скрыт в front matter: читатели его не видят.",
    scheduled: "Запланирован: читатели его пока не видят.",
  },
  scheduledFor: (when) => `Запланирован на ${when}: читатели его пока не видят.`,
};
