// Pictures of the formulas in a reply, as Discord takes them up with a message.
import { illustrate, type Illustrations } from "../../formula/illustrate.js";
import type { Formulas } from "../../formula/formulas.js";
import type { SealedReply } from "../../reply/reply.js";
import { limits } from "./limits.js";
import type { PictureUpload } from "./message.js";

/** None without `formulas`. Never rejects. */
export const picturesOf = (
  { card, body = [] }: SealedReply,
  formulas: Formulas | null,
): Promise<Illustrations> =>
  formulas
    ? illustrate([...(card?.summary ?? []), ...body], formulas, limits.files)
    : Promise.resolve(new Map());

/** As `RawFile` of @discordjs/rest. */
interface FileToSend {
  readonly name: string;
  readonly data: PictureUpload["data"];
}

/** For calls without a client: the files, and what their message says of them. An edit's list drops all older files. */
export function uploadParts(
  files: readonly PictureUpload[],
  kind: "new" | "edit",
): { readonly files?: FileToSend[]; readonly attachments?: readonly object[] } {
  return {
    ...(files.length > 0 && {
      files: files.map(({ name, data }) => ({ name, data })),
    }),
    ...((files.length > 0 || kind === "edit") && {
      attachments: files.map(({ name, description }, id) => ({ id, filename: name, description })),
    }),
  };
}
