// What the owner is told in Ukrainian.
import type { Phrases } from "../en/en.js";
import { countingIn } from "../counting.js";

const { number, count } = countingIn("uk", "one", "few", "many");

const post = { one: "допис", few: "дописи", many: "дописів" };

export const owner: Phrases["owner"] = {
  describeOutbox: "Що буде надіслано і що чекає на вас; для власника бота",
  only: "Це лише для власника бота, у приватному чаті з ним.",
  outbox: "Вихідні",
  notice: {
    held: (n) => `Чекають на ваше рішення: ${count(n, post)}`,
    "shut-out": (n) =>
      `Закрито для бота, повідомлення зберігаються: ${count(n, { one: "місце", few: "місця", many: "місць" })}`,
    "not-live": (n) => `Ще не анонсовано, сторінку не опубліковано: ${count(n, post)}`,
    broken: (n) => `Не читається як допис: ${count(n, { one: "файл", few: "файли", many: "файлів" })}`,
  },
  waiting: (n) => `Чекають на свою сторінку: ${count(n, post)}`,
  andMore: (n) => `… і ще ${number(n)}`,
  release: (n) => (n === 1 ? "Випустити" : `Випустити всі (${number(n)})`),
  dismiss: (n) => (n === 1 ? "Відхилити" : `Відхилити всі (${number(n)})`),
  released: (titles) => `Прийнято, анонс вийде, щойно з’явиться сторінка: ${titles}`,
  dismissed: (titles) => `Анонсу не буде: ${titles}`,
  nothingHeld: "Тут більше немає чого вирішувати.",
  states: {
    held: "чекає на ваше рішення",
    waiting: "чекає на свою сторінку",
    unsure: "можливо, надіслано",
    suspended: "зберігається, місце закрите",
    failed: "не надіслано",
  },
  unseen: {
    draft: "Чернетка: читачі її не бачать.",
    hidden: "Приховано у front matter: читачі його не бачать.",
    scheduled: "Заплановано: читачі його ще не бачать.",
  },
  scheduledFor: (when) => `Заплановано на ${when}: читачі його ще не бачать.`,
};
