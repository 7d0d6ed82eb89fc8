import { existsSync, readFileSync } from 'node:fs'
import { env } from 'node:process'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'

/** Where systems keep it; `SALLYPORT_CHROMIUM` names another place. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Without its own errands: it looks up no host and asks for no update. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A headless Chromium for the tests of a file. */
export function withBrowser() {
  let browser: Browser

  beforeAll(async () => {
    const executablePath = env['SALLYPORT_CHROMIUM'] ?? places.find(existsSync)
    if (executablePath === undefined) throw new Error(`no Chromium at ${places.join(', ')}`)
    browser = await chromium.launch({ executablePath, args: quiet })
  })

  afterAll(() => browser.close())

  return {
    /** The page of a text, and what went wrong in it or was asked of a network. */
    open: async (text: string, options: BrowserContextOptions = {}): Promise<Opened> => {
      const context = await browser.newContext(options)
      onTestFinished(() => context.close())
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('request', (request) => {
        if (!request.url().startsWith('data:') && request.url() !== 'http://page.test/') {
          complaints.push(`asked for ${request.url()}`)
        }
      })
      await page.route('http://page.test/', (route) =>
        route.fulfill({ contentType: 'text/html; charset=utf-8', body: text }),
      )
      await page.goto('http://page.test/')
      return { page, complaints }
    },
  }
}

export interface Opened {
  readonly page: Page
  readonly complaints: readonly string[]
}

/** The lowest contrast of a text on the page, as WCAG counts it, and where. https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function lowestContrast(
  page: Page,
): Promise<{ readonly ratio: number; readonly text: string }> {
  return page.evaluate(readFileSync(new URL('lowest-contrast.js', import.meta.url), 'utf8'))
}
