// A question in a European language, as people type it, finds what it asks for.
import { expect, it } from "vitest";
import { blogAsked } from "./blog-asked.js";

const first = await blogAsked([
  { title: "Docker unter Linux", summary: "Installieren und einrichten, Schritt für Schritt.", lang: "de" },
  { title: "Wie ich lerne", summary: "Warum ich das so mache, und was man kann.", lang: "de" },
  { title: "Installer un serveur", summary: "Les étapes, du début à la fin.", lang: "fr" },
  { title: "Comment je fais et pourquoi", summary: "Quand et quoi faire.", lang: "fr" },
  { title: "Copias de seguridad", summary: "Guardar los archivos en otro disco.", lang: "es" },
  { title: "Cómo y por qué escribo", summary: "Qué puedo hacer.", lang: "es" },
  { title: "Fazer backup", summary: "Guardar os arquivos em outro disco.", lang: "pt" },
  { title: "Cucinare la pasta", summary: "Acqua, sale e pazienza.", lang: "it" },
  { title: "Cosa e perché", summary: "Quando posso, scrivo.", lang: "it" },
  { title: "Установка докера", summary: "Установить докер на сервер.", lang: "ru" },
  { title: "Как и почему я пишу", summary: "Что можно делать.", lang: "ru" },
  { title: "Налаштування пошти", summary: "Пошта на своєму сервері.", lang: "uk" },
  { title: "Instalacja bazy danych", summary: "Zainstalować i skonfigurować.", lang: "pl" },
  { title: "Jak i dlaczego", summary: "Co można zrobić.", lang: "pl" },
  { title: "Sunucu kurulumu", summary: "Bir sunucu kurmak.", lang: "tr" },
  { title: "Brood bakken", summary: "Meel, water en tijd.", lang: "nl" },
  { title: "Hoe en waarom", summary: "Wat ik kan.", lang: "nl" },
  { title: "Baka bröd", summary: "Mjöl och vatten.", lang: "sv" },
  { title: "A comment system", summary: "What readers say, and where." },
  { title: "War of the worlds", summary: "A book that I read." },
  { title: "La La Land", summary: "A film." },
  { title: "Serve static files", summary: "From a folder." },
  { title: "My son and hay", summary: "A day on a farm." },
  { title: "忘记密码", summary: "怎么看书。" },
]);

it.each([
  ["wie installiere ich docker?", "Docker unter Linux"],
  ["Was muss ich bei Docker einrichten", "Docker unter Linux"],
  ["comment installer un serveur", "Installer un serveur"],
  ["pourquoi faut-il un serveur", "Installer un serveur"],
  ["¿cómo hago copias?", "Copias de seguridad"],
  ["por qué son importantes las copias", "Copias de seguridad"],
  ["como fazer backup", "Fazer backup"],
  ["come si cucina la pasta", "Cucinare la pasta"],
  ["как установить докер", "Установка докера"],
  ["что такое докер", "Установка докера"],
  ["як налаштувати пошту", "Налаштування пошти"],
  ["jak zainstalować bazę danych", "Instalacja bazy danych"],
  ["sunucu nasıl kurulur", "Sunucu kurulumu"],
  ["hoe bak ik brood", "Brood bakken"],
  ["hur bakar man bröd", "Baka bröd"],
  ["comment system", "A comment system"],
  ["comment on a system", "A comment system"],
  ["war of the worlds", "War of the worlds"],
  ["la la land", "La La Land"],
  ["serve files", "Serve static files"],
  ["son hay", "My son and hay"],
  ["mi ma", "忘记密码"],
  ["kan shu", "忘记密码"],
  ["cómo y por qué", "Cómo y por qué escribo"],
])("%s finds %s", (query, title) => {
  expect(first(query)).toBe(title);
});
