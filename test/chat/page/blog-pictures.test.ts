// The blog's pictures on the local page: so many are fetched at once, whoever asks for how many.
import { createServer, type ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { blogPictures } from "../../../src/chat/page/blog-pictures.js";
import { blogPictureHtml } from "../../../src/chat/preview-html.js";
import { openNetwork } from "../../../src/net/network.js";
import { loopback } from "../../loopback.js";
import { socksProxy } from "../../stand-in/proxy.js";
import { until } from "../../until.js";

test("few are fetched at once, the others in turn", async () => {
  const waiting: ServerResponse[] = [];
  const server = createServer((_, response) => void waiting.push(response));
  const url = `${(await loopback(server)).replace("127.0.0.1", "pictures.example.org")}/view.png`;
  const proxy = await socksProxy();
  const pictures = blogPictures(async () => openNetwork({ ALL_PROXY: proxy.url }));
  pictures.remember(blogPictureHtml(url, "a view"));
  const get = () => pictures.get(new Request(`http://127.0.0.1/picture?url=${encodeURIComponent(url)}`));
  let most = 0;
  let done = 0;
  const answers = Array.from({ length: 12 }, async () => {
    const { status } = await get();
    done += 1;
    return status;
  });
  await until(() => {
    most = Math.max(most, waiting.length);
    for (const response of waiting.length >= 4 ? waiting.splice(0) : [])
      response.setHeader("content-type", "image/png").end("png");
    return done === 12;
  }, "all pictures");
  expect(await Promise.all(answers)).toEqual(Array.from({ length: 12 }, () => 200));
  expect(most).toBe(4);
  await proxy.stop();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});
