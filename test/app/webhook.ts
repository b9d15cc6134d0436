// Calls the bot's webhook as a code host does after a push, so that it looks at its sources at once.
import { createHmac } from "node:crypto";

export const SECRET = "a secret of some length";

/** The status of the answer; a body is taken once. */
export async function callWebhook(url: string, body: string, key = SECRET): Promise<number> {
  const signature = createHmac("sha256", key).update(body).digest("hex");
  const headers = { "x-hub-signature-256": `sha256=${signature}`, "x-github-event": "push" };
  return (await fetch(`${url}/webhook/source`, { method: "POST", body, headers })).status;
}
