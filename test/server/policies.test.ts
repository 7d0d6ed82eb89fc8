import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { latestKubernetesVersion } from '#src/core/index.ts'
import { policiesCheck } from '#src/server/checks.ts'
import { openPolicies, type Policies, type Reading } from '#src/server/policies.ts'
import { noLatestTag, teamLabel } from '#test/support/policies.ts'
import { temporaryFolder, writeFiles } from '#test/support/temporary-folder.ts'
import { waitFor } from '#test/support/wait-for.ts'

const broken = noLatestTag.replace('validations:', 'validation:')

interface Opened {
  readonly policies: Policies
  readonly readings: readonly Reading[]
}

async function open(policies: readonly string[], context: readonly string[] = []): Promise<Opened> {
  const readings: Reading[] = []
  const opened = await openPolicies(
    { policies, context, exemptionNamespace: [], kubernetesVersion: latestKubernetesVersion },
    (reading) => readings.push(reading),
  )
  if (opened.kind === 'problem') throw new Error(opened.message)
  onTestFinished(() => opened.policies.close())
  return { policies: opened.policies, readings }
}

const names = ({ policies }: Opened) =>
  policies.snapshot().policySet.policies.map(({ policy }) => policy.name)
const readiness = ({ policies }: Opened) => policiesCheck(policies).look()

describe('at start', () => {
  test('folders are read with what is below them; other files and hidden ones are left out', async () => {
    const folder = await temporaryFolder({
      'a/policy.yaml': noLatestTag,
      'b/deep/policy.yml': teamLabel,
      'README.md': '# not a policy',
      '.hidden/policy.yaml': broken,
    })
    const opened = await open([folder])
    expect(names(opened)).toEqual(['no-latest-tag', 'team-label'])
    expect(readiness(opened)).toEqual({ ok: true, detail: '2 policies in force' })
  })

  test('an empty folder is ready and says so', async () => {
    const opened = await open([await temporaryFolder()])
    expect(readiness(opened)).toEqual({ ok: true, detail: '0 policies in force' })
  })

  test('a file that is no UTF-8 is told with the place, the others are in force', async () => {
    const folder = await temporaryFolder({ 'a.yaml': teamLabel })
    await writeFile(join(folder, 'b.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xff]))
    const opened = await open([folder])
    expect(names(opened)).toEqual(['team-label'])
    expect(readiness(opened).detail).toContain(`${join(folder, 'b.yaml')}: error: byte `)
  })

  test.for([
    { name: 'a missing folder', policies: 'missing', context: undefined },
    { name: 'a missing context', policies: '.', context: 'missing' },
  ])('$name is a problem with its name', async ({ policies, context }) => {
    const folder = await temporaryFolder()
    const paths = {
      policies: [join(folder, policies)],
      context: context === undefined ? [] : [join(folder, context)],
      exemptionNamespace: [],
      kubernetesVersion: latestKubernetesVersion,
    }
    const opened = await openPolicies(paths, () => undefined)
    expect(opened).toEqual({
      kind: 'problem',
      message: `${join(folder, 'missing')}: there is no such file or folder`,
    })
  })

  test('a folder that is half broken: what can be read is in force, and it is not ready until all is good', async () => {
    const folder = await temporaryFolder({
      'bad.yaml': broken,
      'good.yaml': teamLabel,
      'worse.yaml': 'a: [',
    })
    const opened = await open([folder])
    expect(names(opened)).toEqual(['no-latest-tag', 'team-label'])
    const { ok, detail } = readiness(opened)
    expect(ok).toBe(false)
    expect(detail).toContain('2 policies in force, as far as they can be read')
    expect(detail).toContain(`${join(folder, 'bad.yaml')}:`)
    expect(detail).toContain(`${join(folder, 'worse.yaml')}:1:`)

    await writeFiles(folder, { 'worse.yaml': '' })
    await waitFor(() => (opened.readings.length === 1 ? true : undefined))
    expect(readiness(opened).ok).toBe(false)
    await writeFiles(folder, { 'bad.yaml': noLatestTag })
    await waitFor(() => (readiness(opened).ok ? true : undefined))
    expect(names(opened)).toEqual(['no-latest-tag', 'team-label'])
  })
})

describe('changes', () => {
  test('a new file is in force, a removed one is not', async () => {
    const folder = await temporaryFolder({ 'a.yaml': noLatestTag })
    const opened = await open([folder])
    await writeFiles(folder, { 'sub/b.yaml': teamLabel })
    await waitFor(() => (names(opened).length === 2 ? true : undefined))
    await rm(join(folder, 'a.yaml'))
    await waitFor(() => (names(opened).length === 1 ? true : undefined))
    expect(names(opened)).toEqual(['team-label'])
    expect(opened.readings.every(({ kind }) => kind === 'loaded')).toBe(true)
  })

  test('a broken file keeps the last good set, stays ready and says where the error is', async () => {
    const folder = await temporaryFolder({ 'a.yaml': noLatestTag })
    const opened = await open([folder])
    const good = opened.policies.snapshot()
    await writeFiles(folder, { 'a.yaml': broken, 'b.yaml': teamLabel })
    await waitFor(() => opened.readings.find(({ kind }) => kind === 'kept'))
    expect(opened.policies.snapshot()).toBe(good)
    const { ok, detail } = readiness(opened)
    expect(ok).toBe(true)
    expect(detail).toContain('1 policies in force, the last good ones')
    expect(detail).toMatch(/a\.yaml:\d+:\d+: error/)

    await writeFiles(folder, { 'a.yaml': noLatestTag })
    await waitFor(() => (names(opened).length === 2 ? true : undefined))
    expect(readiness(opened)).toEqual({ ok: true, detail: '2 policies in force' })
  })

  test('a folder that goes away keeps the last good set', async () => {
    const parent = await temporaryFolder({ 'policies/a.yaml': noLatestTag })
    const folder = join(parent, 'policies')
    const opened = await open([folder])
    await rename(folder, join(parent, 'elsewhere'))
    await waitFor(() => opened.readings.find(({ kind }) => kind === 'unreadable'))
    expect(names(opened)).toEqual(['no-latest-tag'])
    expect(readiness(opened)).toMatchObject({
      ok: true,
      detail: expect.stringContaining('there is no such file or folder'),
    })
  })

  test('a folder that comes back is read again', async () => {
    const parent = await temporaryFolder({ 'policies/a.yaml': noLatestTag })
    const folder = join(parent, 'policies')
    const opened = await open([folder])
    await rename(folder, join(parent, 'elsewhere'))
    await waitFor(() => opened.readings.find(({ kind }) => kind === 'unreadable'))
    await rename(join(parent, 'elsewhere'), folder)
    await waitFor(() => opened.readings.find(({ kind }) => kind === 'loaded'))
    expect(readiness(opened)).toEqual({ ok: true, detail: '1 policies in force' })
    await writeFiles(folder, { 'b.yaml': teamLabel })
    await waitFor(() => (names(opened).length === 2 ? true : undefined))
  })

  test('the swap of a mounted ConfigMap is one reading', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, '..2026_01_01'))
    await writeFile(join(folder, '..2026_01_01/policy.yaml'), noLatestTag)
    await symlink('..2026_01_01', join(folder, '..data'))
    await symlink('..data/policy.yaml', join(folder, 'policy.yaml'))
    const opened = await open([folder])
    expect(names(opened)).toEqual(['no-latest-tag'])

    await mkdir(join(folder, '..2026_01_02'))
    await writeFile(join(folder, '..2026_01_02/policy.yaml'), teamLabel)
    await symlink('..2026_01_02', join(folder, '..data_tmp'))
    await rename(join(folder, '..data_tmp'), join(folder, '..data'))
    await rm(join(folder, '..2026_01_01'), { recursive: true })
    await waitFor(() => (names(opened)[0] === 'team-label' ? true : undefined))
    expect(opened.readings).toHaveLength(1)
  })

  test('a changed context is a new snapshot', async () => {
    const folder = await temporaryFolder({
      'policies/a.yaml': noLatestTag,
      'context/a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n',
    })
    const opened = await open([join(folder, 'policies')], [join(folder, 'context')])
    await writeFiles(folder, {
      'context/b.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: bank}\n',
    })
    await waitFor(() => (opened.policies.snapshot().namespaces.has('bank') ? true : undefined))
    expect([...opened.policies.snapshot().namespaces.keys()]).toEqual(['shop', 'bank'])
  })

  test('a file that is written again with the same text is no reading', async () => {
    const folder = await temporaryFolder({ 'a.yaml': noLatestTag })
    const opened = await open([folder])
    await writeFiles(folder, { 'a.yaml': noLatestTag })
    await writeFiles(folder, { 'b.txt': 'x' })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(opened.readings).toEqual([])
  })
})

test('kinds of workloads that are named are kinds of the snapshot', async () => {
  const folder = await temporaryFolder({ 'policy.yaml': noLatestTag })
  const template = [{ field: 'spec' }]
  const opened = await openPolicies(
    {
      policies: [folder],
      context: [],
      kubernetesVersion: latestKubernetesVersion,
      exemptionNamespace: [],
      podTemplate: [{ group: 'example.com', resource: 'things', template }],
    },
    () => undefined,
  )
  if (opened.kind === 'problem') throw new Error(opened.message)
  onTestFinished(() => opened.policies.close())
  const { workloads } = opened.policies.snapshot()
  expect(workloads.templatesOf('example.com', 'things')).toEqual([template])
})

test('a bundle is followed: itself, what it lists, and what it lists from now on', async () => {
  const bundle = (...items: readonly string[]) =>
    `apiVersion: sallyport.dev/v1alpha1\nkind: PolicyBundle\nmetadata: { name: b }\npolicies:\n${items.map((item) => `  - ${item}\n`).join('')}`
  const folder = await temporaryFolder({
    'bundles/b.yaml': bundle('policy: pods/tag'),
    'pods/tag/policy.yaml': noLatestTag,
    'pods/team/policy.yaml': teamLabel,
  })
  const opened = await open([join(folder, 'bundles/b.yaml')])
  expect(names(opened)).toEqual(['no-latest-tag'])

  await writeFiles(folder, { 'pods/tag/policy.yaml': noLatestTag.replace('no-latest-tag', 'tags') })
  await waitFor(() => names(opened).includes('tags'))

  const both = bundle('{ policy: pods/tag, validationActions: [Warn] }', 'policy: pods/team')
  await writeFiles(folder, { 'bundles/b.yaml': both })
  await waitFor(() => names(opened).length === 2)
  const actions = opened.policies
    .snapshot()
    .policySet.policies.map(({ bindings }) => bindings[0]?.validationActions)
  expect(actions[0] ?? actions[1]).toEqual(['Warn'])

  await writeFiles(folder, {
    'pods/team/policy.yaml': teamLabel.replace('team-label', 'shop-label'),
  })
  await waitFor(() => names(opened).includes('shop-label'))

  await writeFiles(folder, { 'bundles/b.yaml': bundle('policy: pods/gone') })
  await waitFor(() => opened.policies.lastReading().kind === 'kept')
  expect(names(opened)).toHaveLength(2)
})
