/**
 * Styles of the report's body, in a page of its own and in an editor. Colours are the editor's where it gives them, else follow
 * the reader's light or dark. What an editor adds to the body has its styles beside its script.
 */
export const REPORT_STYLES = `
.bcl, .bcl-page {
  --bcl-text: var(--vscode-editor-foreground, #1f2328);
  --bcl-quiet: var(--vscode-descriptionForeground, #59636e);
  --bcl-back: var(--vscode-editor-background, #ffffff);
  --bcl-panel: var(--vscode-sideBar-background, #f6f8fa);
  --bcl-line: var(--vscode-panel-border, #d1d9e0);
  --bcl-link: var(--vscode-textLink-foreground, #0969da);
  --bcl-bar: var(--vscode-charts-blue, #0969da);
  --bcl-good: var(--vscode-testing-iconPassed, #1a7f37);
  --bcl-risk: var(--vscode-editorWarning-foreground, #9a6700);
  --bcl-bad: var(--vscode-editorError-foreground, #cf222e);
}
.bcl-page { margin: 0; background: var(--bcl-back); }
.bcl-page .bcl { margin: 0 auto; }
.bcl {
  box-sizing: border-box;
  color: var(--bcl-text);
  background: var(--bcl-back);
  font-family: var(--vscode-font-family, system-ui, sans-serif);
  font-size: var(--vscode-font-size, 0.9375rem);
  line-height: 1.45;
  max-width: 75rem;
  padding: 1.5rem;
}
@media (prefers-color-scheme: dark) {
  .bcl, .bcl-page {
    --bcl-text: var(--vscode-editor-foreground, #f0f6fc);
    --bcl-quiet: var(--vscode-descriptionForeground, #9198a1);
    --bcl-back: var(--vscode-editor-background, #0d1117);
    --bcl-panel: var(--vscode-sideBar-background, #151b23);
    --bcl-line: var(--vscode-panel-border, #3d444d);
    --bcl-link: var(--vscode-textLink-foreground, #4493f8);
    --bcl-bar: var(--vscode-charts-blue, #4493f8);
    --bcl-good: var(--vscode-testing-iconPassed, #3fb950);
    --bcl-risk: var(--vscode-editorWarning-foreground, #d29922);
    --bcl-bad: var(--vscode-editorError-foreground, #f85149);
  }
}
.bcl h1 { font-size: 1.5em; margin: 0 0 0.25em; }
.bcl h2 { font-size: 1.15em; margin: 2em 0 0.5em; }
.bcl .quiet { color: var(--bcl-quiet); }
.bcl .totals { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1.25rem 0 0.75rem; padding: 0; list-style: none; }
.bcl .totals li { background: var(--bcl-panel); border: 1px solid var(--bcl-line); border-radius: 6px; padding: 0.75rem 1rem; }
.bcl .totals strong { display: block; font-size: 1.4em; }
.bcl .scroll { overflow-x: auto; }
.bcl table { border-collapse: collapse; width: 100%; }
.bcl caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.bcl th, .bcl td { border-bottom: 1px solid var(--bcl-line); padding: 0.35rem 0.75rem 0.35rem 0; text-align: start; vertical-align: top; }
.bcl thead th { color: var(--bcl-quiet); font-weight: 600; vertical-align: bottom; white-space: nowrap; }
.bcl tbody th { min-width: min(17rem, 22vw); font-weight: 400; overflow-wrap: anywhere; }
.bcl .why { display: block; min-width: 12rem; max-width: 26rem; color: var(--bcl-quiet); font-size: 0.9em; }
.bcl .number { text-align: end; font-variant-numeric: tabular-nums; }
.bcl tbody .number { white-space: nowrap; }
.bcl td.number:last-child, .bcl th.number:last-child { padding-right: 0.25rem; }
.bcl .bar { width: 12rem; min-width: 5rem; }
.bcl svg { display: block; width: 100%; height: 0.75em; margin-top: 0.35em; }
.bcl .track { fill: var(--bcl-line); }
.bcl .fill { fill: var(--bcl-bar); }
.bcl .fill-under { fill: var(--bcl-good); }
.bcl .fill-at-risk { fill: var(--bcl-risk); }
.bcl .fill-over { fill: var(--bcl-bad); }
.bcl .over { color: var(--bcl-bad); }
.bcl .at-risk { color: var(--bcl-risk); }
.bcl a { color: var(--bcl-link); }
.bcl :focus-visible { outline: 2px solid var(--vscode-focusBorder, var(--bcl-link)); outline-offset: 2px; }
.bcl code, .bcl pre { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: 0.95em; }
.bcl pre { background: var(--bcl-panel); border: 1px solid var(--bcl-line); border-radius: 6px; overflow-x: auto; padding: 0.75rem 1rem; }
.bcl .findings > li { margin-bottom: 0.75rem; }
.bcl .findings p { margin: 0.15rem 0; }
@media (max-width: 55rem) {
  .bcl { padding: 1rem; }
  .bcl thead th { white-space: normal; }
  .bcl .detail { display: none; }
  .bcl .why { min-width: 8rem; }
  .bcl .bar { width: 8rem; }
}
@media print { .bcl { max-width: none; padding: 0; } .bcl .scroll { overflow: visible; } }
`;

/** SHA-256 of {@link REPORT_STYLES} in base64, for the page's content security policy; a test compares the two. */
export const REPORT_STYLES_SHA256 = 'EMxmvWbtXgOnogh5Awg5Luj/Do6WCXQ0jMORfKFinqw=';
