import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { runSallyport } from '#src/commands/run.ts'
import { captureIo } from '#test/support/capture.ts'
import { writeFiles } from '#test/support/temporary-folder.ts'
import { lowestContrast, withBrowser } from './browser.ts'

const policies = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: replicas}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
  variables:
    - {name: count, expression: object.spec.replicas}
  validations:
    - expression: variables.count <= 5 && object.metadata.name != '<i>'
      message: <b>too many</b> replicas
---
apiVersion: sallyport.dev/v1alpha1
kind: MutatingRule
metadata: {name: team}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}
  mutations:
    - patchType: ApplyConfiguration
      applyConfiguration:
        expression: 'Object{metadata: Object.metadata{labels: {"team": "shop"}}}'
---
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: only-services}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [services]}
  validations:
    - {expression: 'true'}
`

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 9
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec: {containers: [{name: a, image: nginx:1.27}]}
`

const browser = withBrowser()
let text = ''

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-'))
  try {
    await writeFiles(folder, { 'policies/all.yaml': policies, 'web.yaml': deployment })
    const { io, stdout } = captureIo()
    const paths = ['--policies', join(folder, 'policies'), join(folder, 'web.yaml')]
    await runSallyport(['explain', '--output', 'html', ...paths], io)
    text = stdout()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('every policy says what it made of the object, and nobody is asked for anything', async () => {
  const { page, complaints } = await browser.open(text)
  expect(await page.title()).toBe('Sallyport: why')
  const refusing = page.locator('details.deny', { hasText: 'refuses it' }).first()
  expect(await refusing.locator('> summary').innerText()).toMatch(/^replicas refuses it/)
  expect(await refusing.getByText('<b>too many</b> replicas').first().isVisible()).toBe(true)
  expect(await page.getByText('does not match').count()).toBeGreaterThan(0)
  expect(await page.locator('td.diff-add', { hasText: 'shop' }).isVisible()).toBe(true)
  expect(complaints).toEqual([])
})

test('the tree of the expression has the values, what decided is unfolded, by keyboard the rest', async () => {
  const { page } = await browser.open(text)
  const tree = page.locator('ul.tree').filter({ hasText: 'variables.count <= 5' }).first()
  expect(await tree.innerText()).toMatch(/variables\.count <= 5.*= false/)
  expect(await tree.getByText('= 9').first().isVisible()).toBe(true)
  const variables = page.locator('summary', { hasText: /^variables$/ }).first()
  const count = page.locator('summary', { hasText: 'variables.count = 9' }).first()
  expect(await count.isVisible()).toBe(false)
  await variables.focus()
  await page.keyboard.press('Enter')
  expect(await count.isVisible()).toBe(true)
})

describe.for([
  { name: 'a phone', viewport: { width: 360, height: 740 } },
  { name: 'a desk', viewport: { width: 1280, height: 900 } },
])('on $name', ({ viewport }) => {
  test('nothing stands beyond the edge, with everything unfolded', async () => {
    const { page } = await browser.open(text, { viewport })
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
    const width = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect(width).toBeLessThanOrEqual(viewport.width)
  })

  test.for(['light', 'dark'] as const)('%s has contrast enough to read', async (colorScheme) => {
    const { page } = await browser.open(text, { viewport, colorScheme })
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true')
    expect((await lowestContrast(page)).ratio).toBeGreaterThanOrEqual(4.5)
  })
})
