// Posts are found by what was typed on the wrong keyboard, or in other letters than the post's.
import { describe, expect, it } from "vitest";
import { blogAsked } from "./blog-asked.js";

const first = await blogAsked([
  "Настройка сервера на линуксе",
  { title: "Объяснение замыканий", body: "Что такое область видимости и жизнь переменной." },
  { title: "Заметки о путешествии", summary: "Шесть дней в горах Хибин.", tags: ["путешествия"] },
  "Проблема с кодировкой",
  "Ещё раз о тестах",
  "Собака и щенок",
  "Як налаштувати редактор",
  { title: "Їжа та подорожі", body: "Борщ, вареники і ще трохи про Київ." },
  "Οδηγός για αρχάριους στη βάση δεδομένων",
  { title: "Ταξίδι στην Ελλάδα", body: "Ψωμί, θάλασσα και ήλιος." },
  "מדריך למתחילים",
  "שלום עולם",
  "مرحبا بالعالم",
  "تثبيت الخادم المنزلي",
  "제주도 여행 후기",
  "데이터베이스 인덱스",
  "Größe und Maße der Straße",
  { title: "Übungen für Anfänger", body: "Häufige Fehler beim Öffnen von Türen." },
  { title: "Groesse aendern", summary: "Ein alter Text ohne Umlaute." },
  "Blåbær og rømme",
  "Işık hızı nedir",
  "İstanbul'da yağmur",
  "Lập trình cơ bản cho người mới",
  "Đường về nhà",
  "Docker und Kubernetes",
  { title: "Python im Alltag", body: "Warum JavaScript trotzdem bleibt." },
  "Hello world",
  "Rendering with node.js",
  "Jailbreak einer alten Konsole",
  "Redux und Thunk",
]);

const cases = (text: string): (readonly [string, string])[] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.split(" → ") as [string, string]);

describe("a question typed on another keyboard", () => {
  it.each(
    cases(`
yfcnhjqrf cthdthf → Настройка сервера на линуксе
Yfcnhjqrf → Настройка сервера на линуксе
pfvsrfybq → Объяснение замыканий
j,]zcytybt → Объяснение замыканий
j,kfcnm dblbvjcnb → Объяснение замыканий
gentitcndbt → Заметки о путешествии
{b,by → Заметки о путешествии
ghj,ktvf → Проблема с кодировкой
ghj,ktvf c rjlbhjdrjq? → Проблема с кодировкой
tot hfp → Ещё раз о тестах
cj,frf → Собака и щенок
otyjr. → Собака и щенок
yfkfinedfnb htlfrnjh → Як налаштувати редактор
];f → Їжа та подорожі
gjljhj;s → Їжа та подорожі
odhgow → Οδηγός για αρχάριους στη βάση δεδομένων
taj;idi → Ταξίδι στην Ελλάδα
akuo guko → שלום עולם
nsrhl → מדריך למתחילים
lvpfh → مرحبا بالعالم
lvpfh fhguhgl → مرحبا بالعالم
jefdj hgohn]l → تثبيت الخادم المنزلي
wpwneh → 제주도 여행 후기
epdlxjqpdltm → 데이터베이스 인덱스
руддщ цщкдв → Hello world
вщслук → Docker und Kubernetes
тщвуюоы → Rendering with node.js
кутвукштп цшер → Rendering with node.js
ㅗ디ㅣㅐ → Hello world
ㅏㅕㅠㄷ구ㄷㅅㄷㄴ → Docker und Kubernetes
вщслук тфыекщшлф → Docker und Kubernetes
docker yfcnhjqrf → Docker und Kubernetes
`),
  )("%s finds %s", (query, title) => {
    expect(first(query)).toBe(title);
  });
});

describe("a question in other letters", () => {
  it.each(
    cases(`
nastroyka servera → Настройка сервера на линуксе
nastrojka → Настройка сервера на линуксе
nastroika servera → Настройка сервера на линуксе
obyasnenie zamykaniy → Объяснение замыканий
ob'yasnenie → Объяснение замыканий
oblast vidimosti → Объяснение замыканий
zhizn peremennoy → Объяснение замыканий
puteshestvie → Заметки о путешествии
Khibiny → Заметки о путешествии
hibin → Заметки о путешествии
kodirovka → Проблема с кодировкой
problema s kodirovkoj → Проблема с кодировкой
eshche raz → Ещё раз о тестах
sobaka → Собака и щенок
shchenok → Собака и щенок
schenok → Собака и щенок
nalashtuvaty → Як налаштувати редактор
podorozhi → Їжа та подорожі
yizha → Їжа та подорожі
varenyky → Їжа та подорожі
Kyiv → Їжа та подорожі
odigos → Οδηγός για αρχάριους στη βάση δεδομένων
vasi dedomenon → Οδηγός για αρχάριους στη βάση δεδομένων
bash dedomenwn → Οδηγός για αρχάριους στη βάση δεδομένων
taxidi → Ταξίδι στην Ελλάδα
ellada → Ταξίδι στην Ελλάδα
thalassa → Ταξίδι στην Ελλάδα
ΟΔΗΓΟΣ → Οδηγός για αρχάριους στη βάση δεδομένων
еще → Ещё раз о тестах
groesse und masse → Größe und Maße der Straße
uebungen fuer anfaenger → Übungen für Anfänger
haeufige → Übungen für Anfänger
tueren oeffnen → Übungen für Anfänger
ändern → Groesse aendern
blaabaer → Blåbær og rømme
isik hizi → Işık hızı nedir
IŞIK → Işık hızı nedir
istanbul yagmur → İstanbul'da yağmur
lap trinh co ban → Lập trình cơ bản cho người mới
duong ve nha → Đường về nhà
докер → Docker und Kubernetes
кубернетес → Docker und Kubernetes
питон → Python im Alltag
джаваскрипт → Python im Alltag
джейлбрейк → Jailbreak einer alten Konsole
редакс санк → Redux und Thunk
`),
  )("%s finds %s", (query, title) => {
    expect(first(query)).toBe(title);
  });
});

it.each([
  ["yfcnhjqrf", ["Настройка"]],
  ["nastroyka servera", ["Настройка", "сервера"]],
  ["sobaka", ["Собака"]],
])("%s is shown bold as it was meant", (query, words) => {
  expect(first.bold(query)).toEqual(words);
});
