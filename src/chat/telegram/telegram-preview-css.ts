// The styles of Telegram's preview, light and dark.
export const previewCss = `
.chat-telegram {
  --bubble: #fff; --ink: #0f1419; --soft: #5b6b78; --accent: #1a6199; --tint: #e9f2fa; --key: #dfe9f1; --code: #f1f4f7;
  max-width: 30rem; color: var(--ink); font: 15px/1.4 system-ui, sans-serif;
}
@media (prefers-color-scheme: dark) {
  .chat-telegram { --bubble: #182533; --ink: #f2f6fa; --soft: #9fb0bf; --accent: #77bcf5; --tint: #1f3346; --key: #22384d; --code: #101a24; }
}
.chat-telegram .bubble { background: var(--bubble); border-radius: 14px 14px 14px 4px; padding: 9px 12px; box-shadow: 0 1px 2px #0003; }
.chat-telegram .text { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; text-align: start; }
.chat-telegram blockquote { unicode-bidi: plaintext; text-align: start; }
.chat-telegram a { color: var(--accent); }
.chat-telegram a.key { text-decoration: none; }
.chat-telegram a:focus-visible { text-decoration-thickness: 2px; }
.chat-telegram code, .chat-telegram pre { font: .867em/1.45 ui-monospace, monospace; background: var(--code); border-radius: 5px; }
.chat-telegram code { padding: 0 3px; }
.chat-telegram pre { margin: 4px 0; padding: 6px 8px; overflow-x: auto; }
.chat-telegram pre code { padding: 0; font-size: 1em; }
.chat-telegram blockquote { display: block; margin: 2px 0; padding: 4px 10px; border-inline-start: 3px solid var(--accent); border-radius: 5px; background: var(--tint); }
.chat-telegram blockquote.folded { max-height: 5.2em; overflow: hidden; }
.chat-telegram blockquote.folded:focus, .chat-telegram blockquote.folded:hover { max-height: none; }
.chat-telegram .bubble + .bubble { margin-top: 6px; }
.chat-telegram img.formula { display: block; max-width: 100%; margin: 6px 0; border-radius: 6px; }
.chat-telegram .rich img.inline { display: inline; vertical-align: middle; max-width: 100%; height: auto; }
/* The card of the picture becomes the bubble: Telegram draws the formula itself, on no card. */
.chat-telegram .rich img.formula { height: auto; margin: 0 auto; filter: invert(1) brightness(1.25); mix-blend-mode: darken; }
.chat-telegram .rich .wide img.formula { max-width: none; }
@media (prefers-color-scheme: dark) {
  .chat-telegram .rich img.inline { filter: invert(1); }
  .chat-telegram .rich img.formula { filter: contrast(1.7); mix-blend-mode: lighten; }
}
.chat-telegram .rich { overflow-wrap: anywhere; }
.chat-telegram .rich :is(p, li, blockquote, .heading, th, td, summary) { unicode-bidi: plaintext; text-align: start; }
.chat-telegram .rich p { margin: 0 0 8px; white-space: pre-wrap; }
.chat-telegram .rich .heading { margin: 12px 0 6px; font-weight: 700; }
.chat-telegram .rich .size1 { font-size: 21px; }
.chat-telegram .rich .size2 { font-size: 19px; }
.chat-telegram .rich .size3 { font-size: 17px; }
.chat-telegram .rich .display { text-align: center; }
.chat-telegram .rich var { font-family: "Latin Modern Roman", "STIX Two Text", Cambria, "Times New Roman", serif; font-style: normal; }
.chat-telegram .rich var i { padding-inline-end: .04em; }
.chat-telegram .rich sup { line-height: 0; }
.chat-telegram .rich :is(ul, ol) { margin: 0 0 8px; padding-inline-start: 24px; }
.chat-telegram .rich li > p { margin: 0; }
.chat-telegram .rich li.task { list-style: none; }
.chat-telegram .rich li.task > i { float: inline-start; margin-inline: -20px 6px; font-style: normal; }
.chat-telegram .rich :is(pre, blockquote) { margin: 0 0 8px; }
.chat-telegram pre { direction: ltr; text-align: left; unicode-bidi: isolate; }
.chat-telegram .rich hr { border: 0; border-top: 1px solid var(--soft); margin: 10px 0; }
.chat-telegram .rich .scroll { overflow-x: auto; margin: 0 0 8px; }
.chat-telegram .rich table { border-collapse: collapse; font-size: 14px; overflow-wrap: normal; }
.chat-telegram .rich :is(th, td) { border: 1px solid var(--key); padding: 4px 8px; }
.chat-telegram .rich tr:nth-child(even) { background: var(--tint); }
.chat-telegram .rich :is(th, td).center { text-align: center; }
.chat-telegram .rich :is(th, td).right { text-align: end; }
.chat-telegram .rich :is(blockquote, details) > :last-child { margin-bottom: 0; }
.chat-telegram .rich details { margin: 0 0 8px; }
.chat-telegram .rich summary { color: var(--accent); cursor: pointer; }
.chat-telegram .rich .picture { text-align: center; }
.chat-telegram .rich .picture:has(i) { padding: 14px 12px; border-radius: 8px; background: var(--code); }
.chat-telegram img.blog { display: block; max-width: 100%; max-height: 420px; margin: 0 auto; border-radius: 6px; }
.chat-telegram .rich .picture i { font-style: normal; font-size: 26px; }
.chat-telegram .rich .picture small { display: block; }
.chat-telegram .rich .footer { color: var(--soft); font-size: 13px; }
.chat-telegram .rich > :first-child { margin-top: 0; }
.chat-telegram .rich > :last-child { margin-bottom: 0; }
.chat-telegram .preview { margin-top: 7px; padding: 4px 10px; border-left: 3px solid var(--accent); border-radius: 5px; background: var(--tint); display: grid; gap: 2px; font-size: 14px; }
.chat-telegram .preview b { color: var(--accent); }
.chat-telegram .preview i { font-style: normal; font-size: 26px; color: var(--soft); }
.chat-telegram .preview.above { margin: 0 0 7px; }
.chat-telegram .row { display: flex; gap: 4px; margin-top: 4px; }
.chat-telegram .key { flex: 1 1 0; min-width: 0; padding: 8px 6px; border: 0; border-radius: 8px; background: var(--key); color: var(--accent); font: 600 14px/1.25 system-ui, sans-serif; text-align: center; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; cursor: pointer; }
.chat-telegram .key:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.chat-telegram .key.link::after { content: " ↗"; font-size: 11px; }
`;
