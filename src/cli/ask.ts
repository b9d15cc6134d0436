// `postern ask`: answers as a chat would, in the terminal.
import { createInterface } from "node:readline";
import { answerJson, foundText, terminalText } from "../chat/terminal.js";
import { openBlog, type AppContext } from "../blog.js";
import { forgetful } from "./forgetful.js";
import { print } from "./output.js";

export interface AskOptions {
  readonly json?: boolean;
  /** Tell below each answer what the index found, and why. */
  readonly why?: boolean;
}

/** One line given, or every line of standard input, answered in order. */
export async function ask(app: AppContext, line: string | null, options: AskOptions): Promise<void> {
  const asker = { locale: null };
  const blog = await openBlog(app, { memory: forgetful(), lasting: false });
  const { dispatcher } = blog;
  await blog.settled();
  for await (const input of line === null ? createInterface({ input: process.stdin }) : [line]) {
    const reply = await dispatcher.ask(input, asker);
    const colour = process.stdout.isTTY && process.stdout.hasColors();
    await print(
      options.json ? JSON.stringify(answerJson(input, reply)) : `${terminalText(reply, { colour })}\n`,
    );
    if (options.why && !options.json) await print(`${foundText(dispatcher.search(input, asker))}\n`);
  }
  await blog.stop();
}
