// npm run docs:search -- BLOG_FOLDER: asks 30 questions and writes them with their answers into docs/search.md.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createSearchIndex } from "../build/search/create-search-index.js";
import { blogEntries } from "./search-blog.mjs";

const QUESTIONS = [
  "usefulness",
  "youyong",
  "有用",
  "useful work",
  "LIO-SAM",
  "lio sma",
  "liosam",
  "kalman filter",
  "卡尔曼滤波",
  "camera",
  "gradient descent",
  "梯度下降",
  "tidu",
  "jqxx",
  "jiqixuexi",
  "機器學習",
  "ＳＶＭ",
  "overfiting",
  "neural network",
  "point cloud",
  "位姿图",
  "pose graph",
  "image restoration",
  "maximum entropy",
  "信息论 熵",
  "tag:slam 视觉",
  "year:2019 机器学习",
  "分类:机器学习 回归",
  '"Overfitting"',
  "机器学习 -作业",
];
const BEGIN = "<!-- examples: made by npm run docs:search -->";
const END = "<!-- end of examples -->";

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("Usage: npm run docs:search -- BLOG_FOLDER");
  process.exit(2);
}
const index = createSearchIndex();
await index.put(await blogEntries(folder));
const cell = (text) => text.replaceAll("|", "\\|");
const rows = QUESTIONS.map((question) => {
  const [first, second] = index.search(question, { limit: 2 });
  const because = first?.matches[0];
  const how = because ? `${because.how} in ${because.field}` : "";
  return `| \`${cell(question)}\` | ${cell(first?.post.title ?? "nothing")} | ${how} | ${cell(second?.post.title ?? "")} |`;
});
const file = fileURLToPath(new URL("../docs/search.md", import.meta.url));
const text = readFileSync(file, "utf8");
const table = ["| asked | first answer | chiefly by | second |", "| --- | --- | --- | --- |", ...rows].join(
  "\n",
);
writeFileSync(
  file,
  `${text.slice(0, text.indexOf(BEGIN))}${BEGIN}\n\n${table}\n\n${text.slice(text.indexOf(END))}`,
);
