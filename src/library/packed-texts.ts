// The texts of many posts as bytes: threads hand them over without a copy, nothing is made of them until somebody asks, and
// they go as soon as nobody will. As strings they lay in the heap until the garbage was collected: some 140 MB of 50,000 posts.
import type { BodyText } from "../document/body-text.js";

/** Where a text lies among the bytes. */
export interface PackedText {
  readonly from: number;
  readonly length: number;
}

export class TextPacker {
  readonly #parts: Uint8Array[] = [];
  #size = 0;

  add(text: BodyText): PackedText {
    const part = new TextEncoder().encode(JSON.stringify(text));
    const packed = { from: this.#size, length: part.length };
    this.#parts.push(part);
    this.#size += part.length;
    return packed;
  }

  /** All that were added; of a kind whose memory can be given back at once. */
  bytes(): ArrayBuffer {
    const bytes = new ArrayBuffer(this.#size, { maxByteLength: this.#size });
    const all = new Uint8Array(bytes);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}

export class PackedTexts {
  readonly #bytes: ArrayBuffer;

  constructor(bytes: ArrayBuffer) {
    this.#bytes = bytes;
  }

  /** Null when they were let go. */
  at({ from, length }: PackedText): BodyText | null {
    if (this.#bytes.byteLength === 0) return null;
    return JSON.parse(Buffer.from(this.#bytes, from, length).toString()) as BodyText;
  }

  letGo(): void {
    this.#bytes.resize(0);
  }
}
