/** Looks of the pull request page; follows the reader's light or dark setting. */
export const style = `
:root { color-scheme: light dark; --text: #1f2328; --muted: #59636e; --back: #fff; --soft: #f6f8fa; --line: #d1d9e0;
  --link: #0969da; --green: #1a7f37; --purple: #8250df; --red: #cf222e; --amber: #9a6700; --add: #dafbe1; --del: #ffebe9 }
@media (prefers-color-scheme: dark) { :root { --text: #f0f6fc; --muted: #9198a1; --back: #0d1117; --soft: #151b23;
  --line: #3d444d; --link: #4493f8; --green: #3fb950; --purple: #ab7df8; --red: #f85149; --amber: #d29922;
  --add: #12261e; --del: #301b1e } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem 1rem 4rem; color: var(--text); background: var(--back);
  font: 14px/1.5 -apple-system, BlinkMacSystemFont, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif }
a { color: var(--link); text-decoration: none } a:hover { text-decoration: underline }
h1 { font-size: 1.7rem; font-weight: 400; margin: 0 0 .5rem } h1 small, .muted { color: var(--muted) }
.badge { display: inline-block; padding: .2rem .75rem; border-radius: 2rem; color: #fff; font-weight: 500; margin-right: .5rem }
.open { background: #1f883d } .merged { background: #8250df } .closed { background: #cf222e } .draft { background: #59636e }
code, pre { font: 85%/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
code { background: var(--soft); padding: .15em .4em; border-radius: 6px }
pre { background: var(--soft); padding: .8rem; border-radius: 6px; overflow: auto } pre code { padding: 0; background: none; font-size: 100% }
.diff { padding: .5rem 0 } .diff span { display: block; padding: 0 .8rem } .diff .hunk { color: var(--muted) }
.diff .add { background: var(--add) } .diff .del { background: var(--del) }
.box { border: 1px solid var(--line); border-radius: 6px; margin: 1rem 0; overflow: hidden }
.box > header { background: var(--soft); border-bottom: 1px solid var(--line); padding: .5rem 1rem; color: var(--muted) }
.box > header b { color: var(--text) } .box > div { padding: .25rem 1rem } .box li { list-style: none }
.box ul.rows { margin: 0; padding: 0 } .rows li { padding: .4rem 1rem; border-top: 1px solid var(--line) } .rows li:first-child { border: 0 }
.event { color: var(--muted); margin: 1rem; padding-left: .8rem; border-left: 2px solid var(--line) }
.tag { border: 1px solid var(--line); border-radius: 2rem; padding: 0 .5rem; font-size: 12px; margin-left: .3rem }
.success { color: var(--green) } .pending { color: var(--amber) } .failure, .error { color: var(--red) }
.markdown li { list-style: inherit } .markdown table { border-collapse: collapse; display: block; overflow: auto }
.markdown th, .markdown td { border: 1px solid var(--line); padding: .35rem .8rem } .markdown tr:nth-child(2n) { background: var(--soft) }
.markdown blockquote { margin: 0 0 1rem; padding: 0 1rem; border-left: .25rem solid var(--line); color: var(--muted) }
.markdown .alert { color: inherit } .alert.note { border-color: var(--link) } .alert.tip { border-color: var(--green) }
.alert.important { border-color: var(--purple) } .alert.warning { border-color: var(--amber) } .alert.caution { border-color: var(--red) }
.reactions span { display: inline-block; border: 1px solid var(--line); border-radius: 2rem; padding: 0 .6rem; margin: 0 .3rem .6rem 0 }
summary { cursor: pointer }
`
