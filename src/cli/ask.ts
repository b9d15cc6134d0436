// `postern ask`: answers as a chat would, in the terminal.
import { createInterface } from "node:readline";
import { answerJson, foundText, terminalText } from "../chat/terminal.js";
import { openBlog, type AppContext } from "../blog.js";
import type { SealedReply } from "../reply/reply.js";
import { forgetful } from "./forgetful.js";
import { print } from "./output.js";
import { settle } from "./settle.js";
import { terminalLanguage } from "./terminal-language.js";

export interface AskOptions {
  readonly json?: boolean;
  /** Tell below each answer what the index found, and why. */
  readonly why?: boolean;
  /** Of the answers; the terminal's unless given. */
  readonly lang?: string;
  /** The state of a button, pressed instead of asking. */
  readonly press?: string;
}

/** One line given, or every line of standard input, answered in order. */
export async function ask(app: AppContext, line: string | null, options: AskOptions): Promise<void> {
  const asker = { locale: terminalLanguage(app.config.environment, options.lang) };
  const blog = await openBlog(app, { memory: forgetful(), lasting: false });
  const { dispatcher } = blog;
  await settle(blog.library, blog.settled());
  const piped = !process.stdout.isTTY;
  const colour = !piped && process.stdout.hasColors();
  const tell = async (input: string, reply: SealedReply): Promise<void> => {
    if (options.json) return print(JSON.stringify(answerJson(input, reply)));
    await print([terminalText(reply, { colour, signs: !piped }), ...howToGoOn(reply)].join("\n\n") + "\n");
    if (options.why) await print(`${foundText(dispatcher.search(input, asker))}\n`);
  };
  if (options.press !== undefined) await tell("", await dispatcher.press(options.press, asker));
  else
    for await (const input of line === null ? createInterface({ input: process.stdin }) : [line])
      await tell(input, await dispatcher.ask(input, asker));
  await blog.stop();
}

/** The command that shows the next part or page, ready to be copied. */
const howToGoOn = ({ page }: SealedReply): readonly string[] =>
  page?.next ? [`→ postern ask --press '${page.next.replaceAll("'", `'\\''`)}'`] : [];
