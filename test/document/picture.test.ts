// How a picture is called where a chat cannot show it.
import { expect, test } from "vitest";
import { pictureLabel } from "../../src/document/picture.js";

test("by the author's words, else a telling file name, else no word of a language", () => {
  expect(pictureLabel("two\n cats", "https://a.example/x.png")).toBe("🖼 two cats");
  expect(pictureLabel("", "https://a.example/i/loop_closure-graph.png?w=1")).toBe("🖼 loop closure-graph");
  expect(pictureLabel(" ", "https://a.example/%E7%9B%B8%E6%9C%BA%E6%A8%A1%E5%9E%8B.jpg")).toBe("🖼 相机模型");
  for (const said of ["IMG_2034.jpg", "3f2a9c77d0.png", "1.png", "%E0%A4%A.png", "image-3.webp", ""])
    expect(pictureLabel("", `https://a.example/${said}`), said).toBe("🖼");
  expect(pictureLabel("", "data:image/png;base64,AAAA")).toBe("🖼");
});
