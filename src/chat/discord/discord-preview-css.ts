// The styles of Discord's preview, light and dark.
export const previewCss = `
.chat-discord {
  --back: #fff; --edge: #dcdde1; --ink: #1e1f22; --soft: #5c5e66; --link: #0060c7; --code: #f2f3f5; --key: #e3e5e8; --blurple: #4752c4;
  max-width: 34rem; color: var(--ink); font: 15px/1.4 "gg sans", system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  .chat-discord { --back: #2b2d31; --edge: #3f4147; --ink: #dbdee1; --soft: #a3a6aa; --link: #4db2ff; --code: #1e1f22; --key: #4e5058; --blurple: #5865f2; }
}
.chat-discord .container { background: var(--back); border: 1px solid var(--edge); border-radius: 8px; padding: 12px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; overflow-wrap: anywhere; }
.chat-discord .embed { border-left: 4px solid var(--key); margin-bottom: 8px; }
.chat-discord .text, .chat-discord .text :is(div, blockquote) { unicode-bidi: plaintext; text-align: start; }
.chat-discord a { color: var(--link); }
.chat-discord a.key { text-decoration: none; }
.chat-discord a:focus-visible { text-decoration-thickness: 2px; }
.chat-discord .h1 { font-size: 22px; font-weight: 700; }
.chat-discord .h2 { font-size: 19px; font-weight: 700; }
.chat-discord .h3 { font-size: 17px; font-weight: 700; }
.chat-discord .small { font-size: 13px; color: var(--soft); }
.chat-discord .formula { display: block; max-width: 100%; height: auto; border-radius: 8px; }
.chat-discord .gap { height: 8px; }
.chat-discord .entry { display: flex; gap: 8px; padding-inline-start: 6px; }
.chat-discord .entry > span { flex: none; }
.chat-discord .entry > div { min-width: 0; }
.chat-discord .in1 { padding-inline-start: 24px; } .chat-discord .in2 { padding-inline-start: 42px; } .chat-discord .in3 { padding-inline-start: 60px; }
.chat-discord .in4, .chat-discord .in5, .chat-discord .in6, .chat-discord .in7, .chat-discord .in8 { padding-inline-start: 78px; }
.chat-discord .more { padding-inline-start: 22px; }
.chat-discord .more.in2 { padding-inline-start: 40px; } .chat-discord .more.in3 { padding-inline-start: 58px; } .chat-discord .more.in4 { padding-inline-start: 76px; }
.chat-discord code, .chat-discord pre { font: .867em/1.45 ui-monospace, monospace; background: var(--code); border-radius: 4px; }
.chat-discord code { padding: 1px 4px; white-space: break-spaces; }
.chat-discord pre { margin: 4px 0; padding: 8px; border: 1px solid var(--edge); overflow-x: auto; }
.chat-discord pre code { padding: 0; font-size: 1em; white-space: pre; }
.chat-discord .picture { display: grid; justify-items: start; gap: 2px; border-radius: 8px; font-size: 13px; }
.chat-discord .picture:has(i) { justify-items: center; padding: 14px 12px; background: var(--code); text-align: center; }
.chat-discord .picture i { font-style: normal; font-size: 26px; }
.chat-discord blockquote { margin: 2px 0; padding: 0 0 0 12px; border-left: 4px solid var(--edge); border-radius: 4px; }
.chat-discord .section { display: flex; gap: 12px; justify-content: space-between; }
.chat-discord .section > div { min-width: 0; }
.chat-discord .picture img { max-width: 100%; max-height: 350px; border-radius: 8px; }
.chat-discord .section > :is(img, i) { flex: none; width: 72px; height: 72px; border-radius: 8px; object-fit: cover; background: var(--code); display: grid; place-items: center; font-style: normal; font-size: 28px; }
.chat-discord .row { display: flex; flex-wrap: wrap; gap: 8px; }
.chat-discord .key { min-height: 32px; padding: 5px 14px; border: 0; border-radius: 8px; background: var(--key); color: var(--ink); font-family: inherit; font-size: 14px; font-weight: 500; line-height: 1.4; cursor: pointer; max-width: 100%; }
.chat-discord .key.style1 { background: var(--blurple); color: #fff; }
.chat-discord .key.style4 { background: #c9373d; color: #fff; }
.chat-discord .key:disabled { opacity: .5; cursor: default; }
.chat-discord a.key { color: var(--ink); }
.chat-discord .key.link::after { content: " ↗"; font-size: 11px; }
.chat-discord .menu { flex: 1 1 100%; border: 1px solid var(--edge); border-radius: 8px; background: var(--code); }
.chat-discord .menu summary { padding: 8px 12px; color: var(--soft); cursor: pointer; }
.chat-discord .menu button { display: grid; width: 100%; padding: 6px 12px; border: 0; background: none; color: var(--ink); font: inherit; text-align: left; cursor: pointer; }
.chat-discord .menu button:hover, .chat-discord .menu button:focus-visible { background: var(--key); }
.chat-discord .menu b { font-weight: 500; } .chat-discord .menu small { color: var(--soft); }
.chat-discord :focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
.chat-discord .only { font-size: 12px; color: var(--soft); margin-top: 4px; }
`;
