import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { allNodes } from '#src/core/cel/all-nodes.ts'
import type { Expression } from '#src/core/cel/ast.ts'
import { compile } from '#src/core/cel/compile.ts'
import { maxMade } from '#src/core/cel/cost/made.ts'
import type { Environment } from '#src/core/cel/environment.ts'
import { declarationsOf } from '#src/core/cel/libraries/functions.ts'
import { operators } from '#src/core/cel/libraries/operators.ts'
import { has } from '#src/core/cel/parse/macros/has.ts'
import { optionalMacros } from '#src/core/cel/parse/macros/optional.ts'
import { sortBy } from '#src/core/cel/parse/macros/sort-by.ts'
import { standardMacros } from '#src/core/cel/parse/macros/standard.ts'
import { twoVariableMacros } from '#src/core/cel/parse/macros/two-variable.ts'
import type { Activation } from '#src/core/cel/program.ts'
import { CelError, type Value } from '#src/core/cel/value.ts'
import { type KubernetesVersion, kubernetesVersions } from '#src/core/kubernetes/version.ts'
import { admissionEnvironment } from '#src/core/policy/admission-names.ts'
import { admissionStructs } from '#src/core/policy/admission-structs.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'
import { authorizerOfThePage } from './authorizer.ts'
import { tablesOf, textIn } from './tables.ts'

const page = readFileSync(new URL('../../docs/cel.md', import.meta.url), 'utf8')
const latest = '1.37'

const examples = tablesOf(page).filter(({ columns }) => columns.includes('write'))
const rowsWith = (...columns: readonly string[]) =>
  examples
    .filter((table) => columns.every((column) => table.columns.includes(column)))
    .flatMap(({ rows }) => rows)
    .map((row) => ({ row, expression: textIn(row.get('write')) }))

describe('every example gives what the page says', () => {
  test.for(rowsWith('gives'))('$expression', ({ row, expression }) => {
    expectOutcome(expression, row.get('gives') ?? '')
  })
})

describe('every example compiles from its release on, and not before', () => {
  const rows = rowsWith('since')

  test('there are some for every release that brought something', () => {
    const releases = new Set(rows.map(({ row }) => row.get('since')))
    expect([...releases].sort()).toEqual([...new Set(introductions.values())].sort())
  })

  test.for(rows)('$expression', ({ row, expression }) => {
    const since = row.get('since')
    const compiling = kubernetesVersions.filter(
      (release) => compiled(expression, { kubernetesVersion: release }).kind === 'program',
    )
    expect(compiling).toEqual(kubernetesVersions.filter((release) => isFrom(release, since)))
  })
})

describe('what changed with 1.37', () => {
  const rows = rowsWith('up to 1.36', 'from 1.37')

  test.for(rows)('$expression', ({ row, expression }) => {
    expectOutcome(expression, row.get('up to 1.36') ?? '', { kubernetesVersion: '1.36' })
    expectOutcome(expression, row.get('from 1.37') ?? '', { kubernetesVersion: '1.37' })
    expect(row.get('up to 1.36')).not.toBe(row.get('from 1.37'))
  })
})

test.for(rowsWith('costs'))('$expression costs what the page says', ({ row, expression }) => {
  const control = freshControl()
  const program = programOf(expression)
  program.evaluate(activation, control)
  expect(control.spent).toBe(Number(row.get('costs')))
})

/** Functions by name, with the release that brought the first of their overloads. */
const introductions = new Map(
  [...allDeclarations()]
    .filter(([name]) => isFunction(name))
    .map(([name, since]) => [name, since] as const),
)

describe('the page and the libraries have the same functions', () => {
  const called = new Set(rowsWith('write').flatMap(({ expression }) => callsIn(expression)))

  test.for([...introductions.keys()])('%s has an example', (name) => {
    expect([...called]).toContain(name)
  })

  test.for(rowsWith('since'))('$expression is as new as what it calls', ({ row, expression }) => {
    const newest = callsIn(expression)
      .map((name) => introductions.get(name) ?? '1.28')
      .reduce((left, right) => (isFrom(left, right) ? left : right), '1.28')
    expect(isFrom(row.get('since') ?? '', newest)).toBe(true)
  })
})

describe('the page and the language have the same macros, operators and variables', () => {
  const nodes = rowsWith('write').flatMap(({ expression }) => nodesOf(expression))
  const written = new Set(rowsWith('write').flatMap(({ expression }) => callsIn(expression)))

  test.for([has, ...standardMacros, ...optionalMacros, ...twoVariableMacros, sortBy])(
    'the macro $name of $arguments arguments',
    ({ name }) => {
      expect([...written]).toContain(name)
    },
  )

  test.for(
    [...new Set(operators.map(({ name }) => name))].filter((name) => !name.startsWith('@not')),
  )('the operator %s', (name) => {
    const isUsed = nodes.some(
      (node) =>
        (node.kind === 'call' && node.function === name) ||
        (node.kind === 'select' && node.optional && name === '_?._'),
    )
    expect(isUsed).toBe(true)
  })

  test.for([
    ...environmentOf({}).names.keys(),
    ...(admissionStructs.get('kubernetes.AdmissionRequest')?.keys() ?? []),
    ...(admissionStructs.get('kubernetes.UserInfo')?.keys() ?? []),
  ])('the variable or field %s', (name) => {
    expect(page).toContain(`\`${name}\``)
  })
})

test('the limit of what is made is the one that holds', () => {
  expect(page).toContain(`| ${maxMade / 1024 / 1024} MiB |`)
})

test('a new policy has to wait for a function that a stored one has', () => {
  const expression = "['a'].includes('a')"
  expect(page).toContain(`refuses \`${expression}\``)
  expect(compiled(expression, { expressions: 'new' }).kind).toBe('problems')
  expect(compiled(expression, { expressions: 'stored' }).kind).toBe('program')
})

function nodesOf(expression: string): readonly Expression[] {
  const result = compiled(expression)
  return result.kind === 'program' ? [...allNodes(result.program.ast())] : []
}

type Options = Partial<Pick<Environment, 'kubernetesVersion' | 'expressions' | 'mutation'>>

function environmentOf({ kubernetesVersion = latest, expressions = 'stored', mutation }: Options) {
  return admissionEnvironment({
    kubernetesVersion,
    expressions,
    hasParams: true,
    hasAuthorizer: true,
    variables: new Map(),
    mutation: mutation ?? true,
  })
}

function compiled(expression: string, options: Options = {}) {
  return compile(expression, environmentOf(options), 'any')
}

function programOf(expression: string, options: Options = {}) {
  const result = compiled(expression, options)
  if (result.kind === 'problems') throw new Error(result.message)
  return result.program
}

function freshControl() {
  return { interrupted: () => false, costLimit: 1_000_000, spent: 0, made: 0 }
}

const object = readYaml({
  name: 'docs/cel.md',
  text: /```yaml\n([^`]+)```/.exec(page)?.[1] ?? '',
}).documents[0]?.value

const request = {
  name: 'web',
  namespace: 'shop',
  operation: 'CREATE',
  userInfo: { username: 'jane', groups: ['dev'] },
}

const names = new Map<string, Value>([
  ['object', object as Value],
  ['oldObject', null],
  ['params', null],
  ['request', request],
  ...authorizerOfThePage(),
])

const activation: Activation = (name) => names.get(name)

function resultOf(expression: string, options: Options = {}): Value | CelError {
  return programOf(expression, options).evaluate(activation, freshControl())
}

/** `refused`, `refused: TEXT`, `error: TEXT`, or an expression that gives the same. */
function expectOutcome(expression: string, outcome: string, options: Options = {}): void {
  const [, kind, text = ''] = /^(refused|error)(?:: (.+))?$/.exec(outcome) ?? []
  if (kind === 'refused') {
    const result = compiled(expression, options)
    const messages = result.kind === 'problems' ? result.problems.map(({ message }) => message) : []
    expect(messages).toContain(text === '' ? messages[0] : textIn(text))
    return
  }
  const value = resultOf(expression, options)
  if (kind === 'error') {
    expect(value instanceof CelError && value.message).toBe(textIn(text))
    return
  }
  expect(value).not.toBeInstanceOf(CelError)
  expect(resultOf(`dyn(${expression}) == dyn(${textIn(outcome)})`, options)).toBe(true)
}

function allDeclarations(): ReadonlyMap<string, KubernetesVersion> {
  const found = new Map<string, KubernetesVersion>()
  for (const kubernetesVersion of kubernetesVersions) {
    const declarations = declarationsOf({
      kubernetesVersion,
      expressions: 'stored',
      mutation: true,
    })
    for (const name of declarations.keys()) {
      if (!found.has(name)) found.set(name, kubernetesVersion)
    }
  }
  return found
}

/** Operators and what only the expansion of a macro calls have names that nobody can write. */
function isFunction(name: string): boolean {
  return /^[a-z]\w*(\.[a-z]\w*)*$/i.test(name)
}

/** Names that are followed by a parenthesis, with a namespace and without. */
function callsIn(expression: string): readonly string[] {
  const withoutTexts = expression.replaceAll(/'(?:[^'\\]|\\.)*'/g, "''")
  return [...withoutTexts.matchAll(/((?:[a-z]\w*\.)?)([a-z]\w*)\(/gi)].flatMap(
    ([, namespace = '', name = '']) => [name, namespace + name],
  )
}

function isFrom(release: string, since: string | undefined): boolean {
  return Number(release.split('.')[1]) >= Number(since?.split('.')[1])
}
