// What goes over the wire: the bodies that a bot sends, and what a slash command carries.
import type { IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import type { Upload } from "./world.js";

/** JSON, or a form with JSON and files (Discord's documentation, "Uploading Files"). */
export async function bodyOf(request: IncomingMessage): Promise<{ body: unknown; files: Upload[] }> {
  const raw = await buffer(request).catch(() => Buffer.alloc(0));
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data"))
    return { body: raw.length === 0 ? undefined : JSON.parse(raw.toString()), files: [] };
  const form = await new Response(raw, { headers: { "content-type": type } }).formData();
  const files: Upload[] = [];
  for (const [name, value] of form)
    if (typeof value !== "string")
      files.push({
        part: /^files\[(\d+)\]$/.exec(name)?.[1] ?? "",
        name: value.name,
        bytes: Buffer.from(await value.arrayBuffer()),
      });
  const payload = form.get("payload_json");
  return { body: typeof payload === "string" ? JSON.parse(payload) : undefined, files };
}

export function commandData(name: string, options: Record<string, string | number | boolean>) {
  const type = { string: 3, number: 4, boolean: 5 } as const;
  return {
    id: "900000000000000999",
    name,
    type: 1,
    options: Object.entries(options).map(([option, value]) => ({
      name: option,
      value,
      type: type[typeof value as keyof typeof type],
    })) as { name: string; value: string | number | boolean; type: number; focused?: boolean }[],
  };
}
