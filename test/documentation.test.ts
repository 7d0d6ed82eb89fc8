import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runSallyport } from '#src/commands/run.ts'
import {
  answerReview,
  createSnapshot,
  type Door,
  jsonEqual,
  latestKubernetesVersion,
  loadPolicies,
  readYaml,
  type SourceText,
  valueAt,
} from '#src/core/index.ts'
import { readPolicyFiles } from '#src/files/read-policies.ts'
import { captureIo } from '#test/support/capture.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const root = join(import.meta.dirname, '..')
const pages = pagesIn('.')
const readme = textOf('README.md')
const map = textOf('src/README.md')

describe('pages', () => {
  test('are the ones that people look for', () => {
    expect(pages).toEqual(
      expect.arrayContaining(['CONTRIBUTING.md', 'README.md', 'SECURITY.md', 'src/README.md']),
    )
  })

  test.for(pages)('every relative link in %s leads somewhere', (page) => {
    const broken = linksIn(textOf(page)).filter(
      (link) => !existsSync(join(root, dirname(page), link)),
    )
    expect(broken).toEqual([])
  })

  test.for(pages)('every path that %s names exists', (page) => {
    const base = page === 'src/README.md' ? 'src' : '.'
    const broken = pathsIn(textOf(page)).filter((path) => !existsSync(join(root, base, path)))
    expect(broken).toEqual([])
  })

  test.for(pages)('every npm script that %s names exists', (page) => {
    const scripts = Object.keys(JSON.parse(textOf('package.json')).scripts)
    const named = [...textOf(page).matchAll(/npm (?:run ([a-z:-]+)|(start|test)\b)/g)]
    expect(scripts).toEqual(
      expect.arrayContaining(named.map(([, script, shortcut]) => script ?? shortcut)),
    )
  })
})

describe('commands with their output', () => {
  const examples = pages.flatMap((page) =>
    examplesIn(textOf(page)).map((example) => ({ page, ...example })),
  )

  test.for([
    { page: 'README.md', least: 6 },
    { page: 'docs/bundles.md', least: 2 },
    { page: 'docs/check.md', least: 1 },
    { page: 'docs/editors.md', least: 1 },
    { page: 'docs/exemptions.md', least: 1 },
    { page: 'docs/migrate.md', least: 1 },
    { page: 'docs/outputs.md', least: 3 },
    { page: 'docs/pod-security.md', least: 1 },
    { page: 'docs/rules.md', least: 4 },
    { page: 'docs/verify.md', least: 1 },
  ])('stand in $page', ({ page, least }) => {
    expect(examples.filter((example) => example.page === page).length).toBeGreaterThanOrEqual(least)
  })

  test.for(examples)('$page: $command prints what it shows', async ({ command, output }) => {
    expect(await outputOf(command)).toMatch(patternOf(output))
  })
})

describe('the map of the sources', () => {
  const named = [...map.matchAll(/(?<![\w./-])([a-z][a-z-]*(?:\/[a-z-]+)*)\/(?!\w)/g)].map(
    ([, folder = '']) => folder,
  )

  test.for([...foldersIn('src'), ...foldersIn('src/core').map((name) => `core/${name}`)])(
    'names %s',
    (folder) => {
      expect(named).toContain(folder)
    },
  )

  test.for([...new Set(named)])('names %s, which exists', (folder) => {
    expect(existsSync(join(root, 'src', folder))).toBe(true)
  })

  test('draws the layers of the core as the layer rules have them', async () => {
    const rules = await layerRules()
    const layers = (map.split('\n').find((line) => line.includes('→ source')) ?? '')
      .split('→')
      .map((layer) => layer.trim().split(' | '))
    expect(layers.flat().sort()).toEqual(foldersIn('src/core'))
    const drawn = layers.flatMap((layer, index) =>
      layer.map((folder) => [folder, [folder, ...layers.slice(index + 1).flat()].sort()]),
    )
    const ruled = layers.flat().map((folder) => [folder, rules.get(folder)?.sort()])
    expect(drawn).toEqual(ruled)
  })
})

describe('README.md', () => {
  test.for(flagsIn(readme))('sallyport has the flag %s', async (flag) => {
    expect(await allHelp()).toMatch(new RegExp(`^  ${flag} +[<A-Z]`, 'm'))
  })

  test.for(yamlDocumentsIn(readme).filter(isPolicy))(
    '$kind $name is a policy',
    ({ text, kind }) => {
      expect(loadPolicies([text], { kubernetesVersion: latestKubernetesVersion }).problems).toEqual(
        [],
      )
      expect(kind).toMatch(/Rule$|Policy$|Binding$/)
    },
  )

  test('shows the policies of docs/examples as they are', () => {
    const shown = yamlDocumentsIn(readme).filter(isPolicy)
    const files = shown.map(({ name }) => sourceOf(`docs/examples/policies/${name}.yaml`))
    expect(shown.map(({ value }) => value)).toEqual(
      files.flatMap((file) => readYaml(file).documents.map(({ value }) => value)),
    )
    expect(shown).toHaveLength(textsBelow('docs/examples/policies').length)
  })

  test('shows a webhook of docs/examples, with the first of its rules', () => {
    const [shown] = yamlDocumentsIn(readme).filter(({ kind }) => kind.endsWith('Configuration'))
    const [whole] = readYaml(sourceOf('docs/examples/webhooks.yaml')).documents
    const expected = JSON.parse(JSON.stringify(whole?.value))
    expected.webhooks[0].rules.splice(1)
    expect(shown !== undefined && jsonEqual(shown.value, expected)).toBe(true)
  })
})

describe('docs/migrate.md', () => {
  const shown = [...textOf('docs/migrate.md').matchAll(/```yaml\n([^`]+)```/g)]

  test('shows the policies of docs/examples/migrate as they are', () => {
    const files = foldersIn('docs/examples/migrate').map((folder) =>
      textOf(`docs/examples/migrate/${folder}/policy.yaml`),
    )
    expect(shown.map(([, text]) => text).sort()).toEqual(files.sort())
  })
})

describe('docs/operate.md', () => {
  const page = textOf('docs/operate.md')

  test.for(flagsOfSallyportIn(page))('sallyport %s knows %s', async ([command = '', flag = '']) => {
    expect(await printedBy(`${commandLine}${command} --help`)).toMatch(
      new RegExp(`^  ${flag}\\b`, 'm'),
    )
  })

  test('names values that the chart has', () => {
    const values = readYaml(sourceOf('charts/sallyport/values.yaml')).documents[0]?.value ?? null
    const named = [...page.matchAll(/--set ([\w.]+)=/g)].map(([, path = '']) => path)
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter((path) => valueAt(values, path.split('.')) === undefined)).toEqual([])
  })
})

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

function sourceOf(path: string): SourceText {
  return { name: path, text: textOf(path) }
}

function textsBelow(folder: string): readonly SourceText[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => sourceOf(join(folder, name)))
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

/** Markdown files that belong to the repository. */
function pagesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return isForeign(entry.name) ? [] : pagesIn(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}

function isForeign(folder: string): boolean {
  return ['node_modules', 'dist', 'coverage', '.git', '.changeset'].includes(folder)
}

function linksIn(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target))
}

/** Paths in code style; capitals stand for what the reader chooses. */
function pathsIn(text: string): readonly string[] {
  return [...text.matchAll(/`((?:\.\.\/)?[\w.-]+(?:\/[\w.-]+)+\/?)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => !path.split('/').some((part) => /^[A-Z]+(\.[a-z.]+)?$/.test(part)))
    .filter((path) => roots.some((folder) => path.startsWith(`${folder}/`)))
}

const roots = ['bench', 'docs', 'policies', 'src', 'test', ...foldersIn('src'), '..']

/** What each folder of the core may import, itself included, without folders that are not there yet. */
async function layerRules(): Promise<ReadonlyMap<string, string[]>> {
  const file = new URL('../.dependency-cruiser.js', import.meta.url).href
  const { forbidden } = (await import(file)).default as {
    forbidden: readonly { name: string; to: { pathNot?: string } }[]
  }
  const present = foldersIn('src/core')
  return new Map(
    forbidden.flatMap(({ name, to }) => {
      const [, folder] = /^core-(.+)-looks-down$/.exec(name) ?? []
      const [, allowed] = /\((.+)\)/.exec(to.pathNot ?? '') ?? []
      if (folder === undefined || allowed === undefined) return []
      return [[folder, allowed.split('|').filter((other) => present.includes(other))]]
    }),
  )
}

interface Example {
  readonly command: string
  readonly output: string
}

/** Shell blocks that are followed by what they print. */
function examplesIn(text: string): readonly Example[] {
  return [...text.matchAll(/```sh\n([^`]+)```\n\n```text\n([^`]+)```/g)].map(
    ([, command = '', output = '']) => ({
      command: command.trim().replaceAll(/\s*\\\n\s*/g, ' '),
      output: output.trim(),
    }),
  )
}

/** The output, where `…` stands for anything. */
function patternOf(output: string): RegExp {
  const escaped = output.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replaceAll('…', '[^]*')}\n$`)
}

/** Runs a command of a page: our own command line, or curl to a door, and what it is piped into. */
async function outputOf(command: string): Promise<string> {
  if (command.includes('\n')) return outputOfAll(command.split('\n'))
  const [first = '', script] = command.split(" | node -p '")
  const answer = first.startsWith('curl') ? answerOf(first) : await printedBy(first)
  if (script === undefined) return answer
  const input = { input: answer, encoding: 'utf8' } as const
  return execFileSync(process.execPath, ['-p', script.slice(0, -1)], input)
}

/** Several commands, one after the other, in a folder of their own. */
async function outputOfAll(commands: readonly string[]): Promise<string> {
  const cwd = await temporaryFolder({})
  const printed: string[] = []
  for (const command of commands) {
    printed.push(
      command.startsWith(commandLine)
        ? await printedBy(command, cwd)
        : execFileSync('sh', ['-c', command], { cwd, encoding: 'utf8' }),
    )
  }
  return printed.join('')
}

const snapshot = createSnapshot(
  loadPolicies(readPolicyFiles(['bundle:getting-started'], root).texts, {
    kubernetesVersion: latestKubernetesVersion,
  }),
).snapshot

/** What `npm start` would answer. */
function answerOf(command: string): string {
  const [, file = '', door] =
    /--data @(\S+) https:\/\/localhost:9443\/(validate|mutate)$/.exec(command) ?? []
  const facts = { time: '2026-01-01T00:00:00Z', answers: new Map() }
  const answer = answerReview(textOf(file), door as Door, snapshot, facts, () => false)
  if (answer.kind === 'questions') throw new Error(`${command}: the core asks`)
  return answer.text
}

const commandLine = 'npx tsx src/cli.ts '

/** Standard output, then standard error. */
async function printedBy(command: string, cwd = root): Promise<string> {
  if (!command.startsWith(commandLine)) throw new Error(`unknown command: ${command}`)
  const { io, stdout, stderr } = captureIo({ cwd })
  await runSallyport(command.slice(commandLine.length).split(' '), io)
  return stdout() + stderr()
}

/** Flags in code style, and those of command lines of ours. */
function flagsIn(text: string): readonly string[] {
  const spans = [...text.matchAll(/`(--[^`]+)`/g)].map(([, span = '']) => span)
  const lines = text
    .split(/\n|`/)
    .filter((line) => /^(npx tsx src|sallyport|npm start --)/.test(line))
  const flags = [...spans, ...lines].flatMap((part) => part.match(/--[a-z][a-z-]+/g) ?? [])
  return [...new Set(flags)].filter((flag) => flag !== '--help')
}

/** Commands of ours with each of their flags. */
function flagsOfSallyportIn(text: string): readonly (readonly string[])[] {
  const lines = [...text.matchAll(/`sallyport ([a-z]+)( [^`]+)?`/g)]
  return lines.flatMap(([, command = '', rest = '']) =>
    (rest.match(/--[a-z][a-z-]+/g) ?? [])
      .filter((flag) => flag !== '--help')
      .map((flag) => [command, flag]),
  )
}

async function allHelp(): Promise<string> {
  const texts = ['serve', 'test', 'explain', 'review', 'policies', 'verify'].map((name) =>
    printedBy(`${commandLine}${name} --help`),
  )
  return (await Promise.all(texts)).join('\n')
}

function yamlDocumentsIn(text: string) {
  const blocks = [...text.matchAll(/```yaml\n([^`]+)```/g)].map(([, block = '']) => block)
  return blocks.flatMap((block) => {
    const source = { name: 'README.md', text: block }
    return readYaml(source).documents.map(({ value }) => {
      const { kind, metadata } = value as unknown as { kind: string; metadata: { name: string } }
      return { text: source, kind, name: metadata.name, value }
    })
  })
}

function isPolicy({ kind }: { readonly kind: string }): boolean {
  return !kind.endsWith('Configuration')
}
