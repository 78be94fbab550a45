/** The style of every HTML page: light and dark, readable on paper. */
export const reportStyle = `
:root { color-scheme: light dark; --line: #8884; --add: #2da44e22; --del: #cf222e22; --mark: #bf8700; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1rem 2rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-bottom: .2rem; }
nav ol { columns: 2; } nav a { text-decoration: none; }
section { border-top: 1px solid var(--line); padding: .5rem 0 1rem; }
.risk { background: var(--line); border-radius: .6em; font-size: .75rem; font-weight: normal; padding: .05em .6em; }
.where { color: #888; margin: 0; } .warning { border-left: 4px solid var(--mark); padding-left: .8rem; }
section.delete h2, section.blocked h2 { color: #cf222e; }
pre, code { font: 13px/1.45 ui-monospace, monospace; } pre { overflow-x: auto; }
.paths { padding-left: 1.2rem; }
.d2h-file-header, .d2h-file-collapse, .d2h-code-line-prefix + .x { display: none; }
.d2h-diff-table { border-collapse: collapse; font: 13px/1.45 ui-monospace, monospace; width: 100%; }
.d2h-code-linenumber { width: 1%; color: #888; padding: 0 .6rem; text-align: right; user-select: none; white-space: nowrap; }
.d2h-code-linenumber div { display: inline-block; min-width: 2rem; }
.d2h-code-line-ctn { white-space: pre-wrap; word-break: break-word; }
td.d2h-ins { background: var(--add); } td.d2h-del { background: var(--del); } td.d2h-info { color: #888; }
ins, del { text-decoration: none; font-weight: 600; }
@media print { nav { display: none; } details { display: block; } }
`
