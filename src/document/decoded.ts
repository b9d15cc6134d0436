// A percent-encoded text as readers see it; one that is no valid encoding stays.

export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
