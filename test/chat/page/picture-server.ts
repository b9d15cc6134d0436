// A server of pictures for the page's tests, with a post that shows them.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { loopback } from "../../loopback.js";
import { socksProxy } from "../../stand-in/proxy.js";

/** A picture on a server that is reached by a proxy alone, as is all that has a name. */
export async function pictureServer() {
  const png = await readFile("docs/page.png");
  const server = createServer(({ url = "" }, response) => {
    if (url === "/view.png") response.setHeader("content-type", "image/png").end(png);
    else if (url === "/program.png")
      response.setHeader("content-type", "text/html").end("<script>1</script>");
    else response.writeHead(404).end();
  });
  const url = (await loopback(server)).replace("127.0.0.1", "pictures.example.org");
  const proxy = await socksProxy();
  const post = (named: string) => `${url}/${named}.png`;
  return {
    proxy: proxy.url,
    post: `---\ntitle: A view\ndate: 2019-01-01\ncover: ${post("view")}\n---\nSeen:\n\n![the sea](${post("view")})\n\n![a gap](${post("lost")})\n\n![a trap](${post("program")})\n`,
    stop: () => Promise.all([proxy.stop(), new Promise((done) => server.close(done))]),
  };
}
