import { readFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { nearestName } from '../core/index.ts'
import { libraryBundles, libraryFolder } from '../files/library.ts'
import { choice, one, text, toggle } from '../settings/parse.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import { fileOfBundle, filesOfPolicy } from '../tester/library/library-files.ts'
import { type Library, type LibraryPolicy, readLibrary } from '../tester/library/read-library.ts'
import type { Io } from './command.ts'
import { copyFiles } from './copy-files.ts'
import { listJson, listLines, listNote } from './policy-list.ts'
import { commandWithSettings } from './with-settings.ts'
import { write, writeLines } from './write.ts'

const policiesSettings = {
  bundle: one(
    { ...text('NAME'), words: libraryBundles() },
    undefined,
    'The policies of that bundle; with show and copy the bundle as well.',
  ),
  family: one(text('NAME'), undefined, 'list: the policies of that family.'),
  output: one(choice('FORMAT', ['pretty', 'json'] as const), 'pretty', 'list: how it is printed.'),
  cases: toggle('show: the cases of the policy as well.'),
  outputDir: one(
    text('PATH'),
    './policies',
    'copy: the folder that gets FAMILY/NAME/ with policy and cases, and bundles/; made when missing.',
  ),
  force: toggle('copy: write over files that are there and say something else.'),
} as const satisfies SettingsTable

type PoliciesSettings = SettingsOf<typeof policiesSettings>

const actions = ['list', 'show', 'copy'] as const

const form = {
  name: 'policies',
  summary:
    'The library of policies that Sallyport comes with: what there is, and copies to change.',
  settings: policiesSettings,
  operands: 'list|show|copy [NAME...]',
  operandWords: actions,
  examples: [
    'NAME is a policy: images/no-latest-tag, or no-latest-tag. What is copied is yours: its params, actions',
    'and cases can be changed, and --policies policies/bundles/NAME.yaml loads a copied bundle. Without a copy',
    '--policies bundle:NAME does. Exit code 1: there is no such policy, or a file would be written over.',
    '',
    '  sallyport policies list --bundle getting-started',
    '  sallyport policies show no-latest-tag --cases',
    '  sallyport policies copy images/allowed-registries spot-toleration',
    '  sallyport policies copy --bundle getting-started --output-dir policies',
  ].join('\n'),
}

/** `sallyport policies`: from the library into the user's repository. */
export const policies = commandWithSettings(form, async (settings, operands, io) => {
  const [action, ...names] = operands
  const known = actions.find((one) => one === action)
  if (known === undefined) {
    const found = action ?? 'nothing'
    return fail(io, [`sallyport policies: expected ${actions.join(', ')}, found ${found}`])
  }
  const library = readLibrary(libraryFolder())
  const chosen = choose(library, settings, names)
  if (chosen.kind === 'problems') return fail(io, chosen.problems)
  return runs[known](chosen, settings, io)
})

type Run = (chosen: Chosen, settings: PoliciesSettings, io: Io) => Promise<number>

const runs: Readonly<Record<(typeof actions)[number], Run>> = { list, show, copy }

/** What flags and names mean. */
interface Chosen {
  readonly kind: 'chosen'
  readonly library: Library
  readonly policies: readonly LibraryPolicy[]
  readonly bundle: Library['bundles'][number] | undefined
  /** Whether policies are named, one by one or as a bundle. */
  readonly isNamed: boolean
}

interface Problems {
  readonly kind: 'problems'
  readonly problems: readonly string[]
}

function choose(
  library: Library,
  { bundle: bundleName, family }: PoliciesSettings,
  names: readonly string[],
): Chosen | Problems {
  const bundle = library.bundles.find(({ name }) => name === bundleName)
  const families = [...new Set(library.policies.map((policy) => policy.family))]
  const found = names.map((name) => library.policies.find((policy) => isCalled(policy, name)))
  const problems = [
    ...(bundleName === undefined || bundle !== undefined
      ? []
      : [
          unknown(
            'bundle',
            bundleName,
            library.bundles.map(({ name }) => name),
          ),
        ]),
    ...(family === undefined || families.includes(family)
      ? []
      : [unknown('family', family, families)]),
    ...names.flatMap((name, index) =>
      found[index] === undefined ? [unknown('policy', name, wordsFor(library, name))] : [],
    ),
  ]
  if (problems.length > 0) return { kind: 'problems', problems }
  const isNamed = names.length > 0 || bundle !== undefined
  const members = bundle?.members.map(({ policy }) => policy) ?? []
  const policies = library.policies.filter(
    (policy) =>
      (!isNamed || found.includes(policy) || members.includes(pathOf(policy))) &&
      (family === undefined || policy.family === family),
  )
  return { kind: 'chosen', library, policies, bundle, isNamed }
}

function isCalled(policy: LibraryPolicy, name: string): boolean {
  return policy.name === name || pathOf(policy) === name
}

function pathOf({ family, name }: LibraryPolicy): string {
  return `${family}/${name}`
}

/** Names are compared in the form in which somebody wrote one. */
function wordsFor({ policies: known }: Library, name: string): readonly string[] {
  return known.map((policy) => (name.includes('/') ? pathOf(policy) : policy.name))
}

function unknown(noun: string, name: string, known: readonly string[]): string {
  const near = nearestName(name, known)
  const all =
    noun === 'policy' ? 'sallyport policies list names them' : `there are ${known.join(', ')}`
  return `there is no ${noun} "${name}"; ${near === undefined ? all : `did you mean ${near}?`}`
}

async function list(chosen: Chosen, { output }: PoliciesSettings, io: Io): Promise<number> {
  const { library, policies: listed, bundle } = chosen
  if (output === 'json') {
    await write(io.stdout, listJson(listed))
    return 0
  }
  await writeLines(io.stdout, listLines(listed, bundle))
  await writeLines(io.stderr, [listNote(listed, library)])
  return 0
}

async function show(chosen: Chosen, { cases }: PoliciesSettings, io: Io): Promise<number> {
  const { bundle, policies: shown } = chosen
  if (!chosen.isNamed) return fail(io, ['name the policy: sallyport policies show NAME'])
  const files = shown.flatMap((policy) => filesOfPolicy(policy).slice(0, cases ? 2 : 1))
  const all = [...(bundle === undefined ? [] : [fileOfBundle(bundle)]), ...files]
  const texts = await Promise.all(all.map((file) => readFile(join(libraryFolder(), file), 'utf8')))
  await write(io.stdout, texts.join('---\n'))
  return 0
}

async function copy(
  chosen: Chosen,
  { outputDir, force }: PoliciesSettings,
  io: Io,
): Promise<number> {
  const { bundle, policies: copied } = chosen
  if (!chosen.isNamed)
    return fail(io, [
      'name policies or a bundle: sallyport policies copy NAME..., or --bundle NAME',
    ])
  const files = [
    ...(bundle === undefined ? [] : [fileOfBundle(bundle)]),
    ...copied.flatMap(filesOfPolicy),
  ]
  const to = resolve(io.cwd, outputDir)
  const shown = (file: string) => relative(io.cwd, join(to, file))
  try {
    const result = await copyFiles(files, { from: libraryFolder(), to, force })
    if (result.kind === 'occupied')
      return fail(
        io,
        result.files.map((file) => occupied(shown(file))),
      )
    await writeLines(io.stdout, result.written.map(shown))
    await writeLines(io.stderr, [copyNote(result.written.length, result.same.length)])
    return 0
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return fail(io, [`${outputDir}: cannot be written: ${reason}`])
  }
}

function occupied(path: string): string {
  return `${path}: it is there and says something else; nothing was written, --force writes over it`
}

function copyNote(written: number, same: number): string {
  const rest = same === 0 ? '' : `, ${same} were there and the same`
  return `${written} ${written === 1 ? 'file' : 'files'} written${rest}`
}

async function fail({ stderr }: Io, messages: readonly string[]): Promise<number> {
  await writeLines(stderr, messages)
  return 1
}
