// Long code as a file below the text: whole, where the text holds only its beginning.
import { ComponentType, type APIComponentInContainer } from "discord-api-types/v10";
import type { CodeFile } from "../../reply/reply.js";
import type { PictureUpload } from "./message.js";

/** Names are ASCII letters, digits, dots and dashes: what `attachment://` takes. */
export const codeUpload = ({ name, text }: CodeFile): PictureUpload => ({
  name: name.replace(/[^\w.-]/g, "") || "code.txt",
  data: Buffer.from(text),
  description: name,
});

export const fileComponent = ({ name }: PictureUpload): APIComponentInContainer => ({
  type: ComponentType.File,
  file: { url: `attachment://${name}` },
});
