import { Html, html } from './html.ts'
import { style } from './style.ts'

/** What a page consists of. */
export interface Page {
  readonly title: string
  /** One line under the title. */
  readonly summary: string
  readonly body: Html
}

/** A whole document that needs nothing beside itself: it asks no network, and runs no script. */
export function printPage({ title, summary, body }: Page): string {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<header><h1>${title}</h1><p>${summary}</p></header>
<main>
${body}
</main>
</body>
</html>
`
  return page.text
}
