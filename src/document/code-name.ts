// The name of a file that holds a code block.

/** Endings of languages that are not named as their files end. */
const ENDINGS: Readonly<Record<string, string>> = {
  "c++": "cpp",
  "c#": "cs",
  bash: "sh",
  console: "txt",
  csharp: "cs",
  haskell: "hs",
  javascript: "js",
  kotlin: "kt",
  markdown: "md",
  matlab: "m",
  perl: "pl",
  plaintext: "txt",
  powershell: "ps1",
  python: "py",
  ruby: "rb",
  rust: "rs",
  shell: "sh",
  text: "txt",
  typescript: "ts",
  yaml: "yml",
  zsh: "sh",
};

/** `code.py`; a language that nobody knows gives `code.txt`. */
export function codeName(lang: string | null): string {
  const name = lang?.toLowerCase() ?? "txt";
  const ending = ENDINGS[name] ?? name;
  return `code.${/^[a-z][a-z0-9]{0,9}$/.test(ending) ? ending : "txt"}`;
}
