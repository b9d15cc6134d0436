// Which language a blog is in, told from its posts.
import { expect, test } from "vitest";
import { languageOfPosts } from "../../src/search/language-of-posts.js";
import { aPost } from "../fixtures/a-post.js";

const told = (...texts: readonly string[]) =>
  languageOfPosts(texts.map((summary) => aPost({ title: "Docker", summary })));

test.each([
  ["en", "What I have learned about the machines that we use for all of this, and why it was so slow."],
  ["zh-CN", "用 Docker 部署 React 应用，记录一下遇到的问题和解决办法。"],
  ["zh-TW", "用 Docker 部署 React 應用程式，記錄一下遇到的問題與解決辦法。"],
  ["ja", "Docker で React のアプリを動かしてみたので、つまずいた点をまとめます。"],
  ["ko", "Docker로 React 앱을 배포하면서 겪은 문제와 해결 방법을 정리했습니다."],
  ["de", "Wie ich das mit dem Server gelöst habe und warum es nicht so einfach war, wie ich dachte."],
  ["fr", "Ce que j’ai appris sur les machines que nous utilisons pour tout cela, et pourquoi."],
  ["es", "Lo que he aprendido sobre las máquinas que usamos para todo esto y por qué era lento."],
  ["es", "Hola Mundo. Bienvenidos a mi blog. Este es mi primer post y espero que os guste mucho."],
  [
    "pt",
    "Toda pessoa desenvolvedora precisa entender recursão antes de tentar algo mais complexo. Nada de magia, só funções e um exemplo.",
  ],
  ["pt", "Aprender Rust era algo que eu queria há anos. Nunca tinha tempo, mas este ano foi diferente."],
  [
    "es",
    "Aprender Rust era algo que quería hacer desde hace años. Nunca tenía tiempo, pero este año fue otro.",
  ],
  ["pt", "Este post é sobre como eu fiz o meu servidor em casa com um Raspberry Pi."],
  ["pt", "O que eu aprendi sobre as máquinas que nós usamos para tudo isso e por que não era fácil."],
  ["it", "Quello che ho imparato sulle macchine che usiamo per tutto questo e perché non era facile."],
  ["ru", "Что я узнал о машинах, которые мы используем для всего этого, и почему это было медленно."],
  ["uk", "Що я дізнався про машини, які ми використовуємо для всього цього, і чому це було повільно."],
  [
    "pl",
    "Czego się nauczyłem o maszynach, których używamy do tego wszystkiego, i dlaczego nie było to łatwe.",
  ],
  ["tr", "Bunun için kullandığımız makineler hakkında ne öğrendim ve neden bu kadar yavaş olduğu."],
])("%s", (language, text) => {
  expect(told(text)).toBe(language);
});

test("most of the posts decide, and what a post says of itself counts", () => {
  const chinese = "记录一下遇到的问题和解决办法，还有一些没有解决的。";
  expect(told(chinese, "Notes on the way that this is done.", chinese)).toBe("zh-CN");
  const [one, other] = [aPost({ summary: chinese }), aPost({ summary: "x", lang: "sw" })];
  expect(languageOfPosts([other, one, other])).toBe("sw");
  expect(languageOfPosts([one, other, one])).toBe("zh-CN");
});

test("nothing is told of too little", () => {
  expect(told()).toBeNull();
  expect(told("Line one Line two Para two", "Hello World", "Welcome to my blog.")).toBeNull();
  expect(told("", "OK", "🤷", "https://a.example/b 1 2 3")).toBeNull();
});
