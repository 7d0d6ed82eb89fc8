import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runSallyport } from '#src/commands/run.ts'
import { captureIo } from '#test/support/capture.ts'
import { writeFiles } from '#test/support/temporary-folder.ts'
import { lowestContrast, withBrowser } from './browser.ts'

const policy = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: replicas}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
  validations:
    - expression: object.spec.replicas <= 5
      message: <b>too many</b> replicas & more
`

const deployment = (name: string, namespace: string, replicas: number) => `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec: {containers: [{name: a, image: a-rather-long-name-of-an-image/that-has-no-place-to-break-at-all:1.0.0}]}
`

const browser = withBrowser()
let text = ''

beforeAll(async () => {
  text = await pageOf(
    deployment('web', 'shop', 9) + deployment('api', 'shop', 2) + deployment('job', 'bank', 1),
  )
})

async function pageOf(manifests: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-'))
  try {
    await writeFiles(folder, { 'policies/replicas.yaml': policy, 'all.yaml': manifests })
    const { io, stdout } = captureIo()
    const paths = ['--policies', join(folder, 'policies'), join(folder, 'all.yaml')]
    await runSallyport(['test', '--output', 'html', ...paths], io)
    return stdout()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

test('it says what is refused, where and why, and asks nobody for anything', async () => {
  const { page, complaints } = await browser.open(text)
  expect(await page.title()).toBe('Sallyport: verdicts')
  const refused = page.locator('details.result.deny')
  expect(await refused.count()).toBe(1)
  expect(await refused.locator('> summary').innerText()).toMatch(
    /refused Deployment shop\/web .*all\.yaml:\d+/,
  )
  expect(await refused.locator('.message').innerText()).toBe('<b>too many</b> replicas & more')
  expect(await refused.locator('pre').first().innerText()).toContain('replicas: 9')
  expect(complaints).toEqual([])
})

test('what a manifest holds stays text', async () => {
  const hostile = await pageOf(
    deployment('"</title><script>document.title=1</script>"', 'shop', 9).replace(
      'replicas: 9',
      'replicas: 9 # </pre><img src=x onerror=document.title=2>',
    ),
  )
  const { page, complaints } = await browser.open(hostile)
  expect(await page.title()).toBe('Sallyport: verdicts')
  expect(await page.locator('script, img').count()).toBe(0)
  expect(complaints).toEqual([])
})

test('by keyboard: the results are narrowed, and the expression unfolds', async () => {
  const { page } = await browser.open(text)
  await page.keyboard.press('Tab')
  expect(await page.evaluate('document.activeElement.id')).toBe('show-all')
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate('document.activeElement.id')).toBe('show-deny')
  expect(await page.locator('.result:visible').count()).toBe(1)
  expect(await page.locator('.namespace:visible').count()).toBe(1)
  await page.keyboard.press('ArrowRight')
  expect(await page.locator('.result:visible').count()).toBe(2)
  await page.keyboard.press('ArrowRight')
  expect(await page.locator('.result:visible').count()).toBe(3)
  const expression = page.locator('.finding summary', { hasText: 'expression' })
  expect(await page.getByText('object.spec.replicas <= 5').isVisible()).toBe(false)
  await expression.focus()
  await page.keyboard.press('Enter')
  expect(await page.getByText('object.spec.replicas <= 5').isVisible()).toBe(true)
})

describe.for([
  { name: 'a phone', viewport: { width: 360, height: 740 } },
  { name: 'a desk', viewport: { width: 1280, height: 900 } },
])('on $name', ({ viewport }) => {
  test('nothing stands beyond the edge', async () => {
    const { page } = await browser.open(text, { viewport })
    const width = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(viewport.width)
  })

  test.for(['light', 'dark'] as const)('%s has contrast enough to read', async (colorScheme) => {
    const { page } = await browser.open(text, { viewport, colorScheme })
    expect((await lowestContrast(page)).ratio).toBeGreaterThanOrEqual(4.5)
  })
})
