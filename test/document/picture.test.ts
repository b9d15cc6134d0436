// Which pictures a chat is asked to show.
import { expect, test } from "vitest";
import { pictureAt } from "../../src/document/picture.js";

test.each([
  ["https://blog.example/a.png", { url: "https://blog.example/a.png", animated: false }],
  ["http://blog.example/图.JPG?w=1", { url: "http://blog.example/%E5%9B%BE.JPG?w=1", animated: false }],
  ["https://blog.example/a.GIF", { url: "https://blog.example/a.GIF", animated: true }],
  ["https://blog.example/picture", { url: "https://blog.example/picture", animated: false }],
  ["https://blog.example/drawing.svg", null],
  ["https://img.shields.io/badge/a-b", null],
  ["https://blog.example/film.mp4", null],
  ["data:image/png;base64,AAAA", null],
  ["/relative.png", null],
  ["http://localhost:4000/a.png", null],
  ["http://192.168.1.7/a.png", null],
  ["http://10.1.2.3/a.png", null],
  ["https://10.cdn.example/a.png", { url: "https://10.cdn.example/a.png", animated: false }],
  ["http://[::1]/a.png", null],
  ["http://nas/a.png", null],
  ["javascript:alert(1)", null],
])("%s", (address, expected) => {
  expect(pictureAt(address)).toEqual(expected);
});
