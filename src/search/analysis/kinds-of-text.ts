// Words that ask for a kind of text, and not for a thing: `kafka tutorial`, `kafka 教程`.
import { fold } from "./fold.js";

/** By hand, in the languages of questions; none that is the name of a thing as well (bases, course, giriş). */
const KINDS =
  "tutorial tutorials guide guides explained explanation introduction intro overview basics beginner beginners example " +
  "examples cheatsheet tips howto walkthrough primer quickstart " +
  "教程 入门 指南 简介 介绍 详解 基础 示例 例子 总结 教学 入門 解説 使い方 チュートリアル ガイド 初心者 基本 튜토리얼 입문 가이드 예제 소개 기초 " +
  "anleitung anleitungen leitfaden einführung einstieg grundlagen beispiel beispiele überblick erklärt tipps " +
  "tutoriel tutoriels exemple exemples conseils débutant débutants aperçu expliqué " +
  "guía guías introducción ejemplo ejemplos consejos principiantes explicado " +
  "guia guias introdução exemplo exemplos dicas iniciantes resumo explicado " +
  "guida introduzione esempio esempi consigli principianti spiegato " +
  "руководство введение пример примеры основы обзор советы урок уроки учебник туториал гайд инструкция " +
  "посібник вступ приклад приклади огляд поради підручник інструкція " +
  "poradnik przewodnik wprowadzenie przykład przykłady podstawy instrukcja " +
  "rehber rehberi örnek örnekler örneği " +
  "handleiding inleiding voorbeeld voorbeelden overzicht beginners uitleg " +
  "introduktion exempel översikt grunder handledning nybörjare";

let folded: ReadonlySet<string> | undefined;

/** `word`: folded. */
export const isKindOfText = (word: string): boolean =>
  (folded ??= new Set(KINDS.split(" ").map(fold))).has(word);
