// What only asks in Chinese is taken away, wherever it stands, and never the whole of a query.
import { expect, it } from "vitest";
import { withoutQuestion } from "../../src/search/analysis/questions.js";

it.each([
  ["今天吃什么", "今天吃"],
  ["今天星期几", "今天"],
  ["坐标系在哪里", "坐标系在"],
  ["什么时候用四元数", "用四元数"],
  ["哪个滤波器好", "滤波器好"],
  ["谁是法向量", "法向量"],
  ["矩阵求逆怎么写", "矩阵求逆"],
  ["为什么要做边缘化", "边缘化"],
  ["切空间是什么意思", "切空间"],
  ["最小二乘有几种", "最小二乘有"],
  ["几何是什么", "几何"],
  ["计算几何", "计算几何"],
  ["多少钱", "多少钱"],
  ["怎么办", "怎么办"],
])("%s asks for %s", (query, left) => expect(withoutQuestion(query)).toBe(left));
