import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { runSallyport } from '#src/commands/run.ts'
import { captureIo } from '#test/support/capture.ts'
import { writeFiles } from '#test/support/temporary-folder.ts'
import { lowestContrast, withBrowser } from './browser.ts'

const policy = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: data}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps]}
  validations:
    - expression: has(object.data) && size(object.data) < 2
      message: <b>one</b> key
`

const cases = `apiVersion: sallyport.dev/v1alpha1
kind: PolicyCases
metadata: {name: data}
cases:
  - name: one key is allowed
    object: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {k: v}}
    expect: {allowed: true}
  - name: no data is <i>allowed</i>
    object: {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
    expect: {allowed: true}
`

const browser = withBrowser()
let text = ''

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-'))
  try {
    await writeFiles(folder, { 'data/policy.yaml': policy, 'data/cases.yaml': cases })
    const { io, stdout } = captureIo()
    await runSallyport(['verify', '--coverage', '--mutants', '--output', 'html', folder], io)
    text = stdout()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('what came out otherwise, what no case brings about, and which mutants survive', async () => {
  const { page, complaints } = await browser.open(text)
  expect(await page.title()).toBe('Sallyport: cases')
  expect(await page.locator('.finding.deny h3').allInnerTexts()).toEqual([
    'no data is <i>allowed</i>',
  ])
  const clauses = page.locator('details.warn', { hasText: 'ValidatingRule' })
  expect(await clauses.locator('> summary').innerText()).toMatch(/^data \d+ of \d+ ValidatingRule/)
  expect(await clauses.locator('li', { hasText: '✗' }).count()).toBeGreaterThan(0)
  expect(await clauses.getByText('size(object.data) < 2').first().isVisible()).toBe(true)
  expect(await page.getByText(/^Mutants: \d+ of \d+ noticed$/).isVisible()).toBe(true)
  expect(complaints).toEqual([])
})

test.for(['light', 'dark'] as const)('on a phone, %s', async (colorScheme) => {
  const viewport = { width: 360, height: 740 }
  const { page } = await browser.open(text, { viewport, colorScheme })
  await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
  expect((await lowestContrast(page)).ratio).toBeGreaterThanOrEqual(4.5)
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  expect(width).toBeLessThanOrEqual(viewport.width)
})
