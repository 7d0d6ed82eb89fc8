import { expect, test } from 'vitest'
import { blame } from '#src/core/cel/blame.ts'
import { compile } from '#src/core/cel/compile.ts'
import type { Program } from '#src/core/cel/program.ts'
import { CelError, LazyObject, type Value } from '#src/core/cel/value.ts'
import { printPath } from '#src/core/source/path.ts'
import { namesAndVariables } from './environments.ts'

const object = {
  metadata: { name: 'a', labels: { team: 'x', 'a/b': 'y' } },
  spec: {
    replicas: 3,
    hostNetwork: true,
    containers: [
      { name: 'one', image: 'a:1', ports: [{ containerPort: 80 }, { containerPort: 8080 }] },
      { name: 'two', image: 'b:latest', securityContext: { privileged: true } },
    ],
    initContainers: [{ name: 'zero', image: 'z' }],
    tags: ['p', 'q'],
  },
}
const oldObject = { spec: { replicas: 1 } }
const params = { max: 2, allowed: ['a:1'] }

const variables = {
  containers: 'object.spec.containers + object.spec.?initContainers.orValue([])',
  images: 'object.spec.containers.map(c, c.image)',
  replicas: 'object.spec.replicas',
  doubled: 'object.spec.replicas * 2',
  limit: 'variables.doubled - 1',
}

interface Row {
  readonly expression: string
  readonly reads: readonly string[]
}

test.for<Row>([
  { expression: 'object.spec.replicas <= 2', reads: ['object.spec.replicas = 3'] },
  { expression: '2 > object.spec.replicas', reads: ['object.spec.replicas = 3'] },
  {
    expression: 'object.spec.replicas <= params.max',
    reads: ['object.spec.replicas = 3', 'params.max = 2'],
  },
  {
    expression: 'object.spec.replicas == oldObject.spec.replicas',
    reads: ['object.spec.replicas = 3', 'oldObject.spec.replicas = 1'],
  },
  { expression: 'object.spec.replicas + 1 == 5', reads: ['object.spec.replicas = 3'] },
  { expression: '!object.spec.hostNetwork', reads: ['object.spec.hostNetwork = true'] },
  { expression: '!has(object.spec.hostNetwork)', reads: ['object.spec.hostNetwork = true'] },
  { expression: 'has(object.spec.serviceAccountName)', reads: ['object.spec.serviceAccountName'] },
  { expression: 'has(object.metadata.labels.owner)', reads: ['object.metadata.labels.owner'] },
  {
    expression: 'has(object.metadata.labels) && object.metadata.labels.team == "y"',
    reads: ['object.metadata.labels.team = "x"'],
  },
  {
    expression: 'object.spec.replicas == 1 && object.spec.hostNetwork',
    reads: ['object.spec.replicas = 3'],
  },
  {
    expression: 'object.spec.replicas == 1 || object.metadata.name == "b"',
    reads: ['object.spec.replicas = 3', 'object.metadata.name = "a"'],
  },
  {
    expression: 'object.metadata.name == "a" ? object.spec.replicas < 2 : true',
    reads: ['object.spec.replicas = 3'],
  },
  {
    expression: 'object.metadata.name == "a" ? false : true',
    reads: ['object.metadata.name = "a"'],
  },
  {
    expression: 'object.metadata.labels["a/b"] == "z"',
    reads: ['object.metadata.labels["a/b"] = "y"'],
  },
  {
    expression: '"a/c" in object.metadata.labels',
    reads: [`object.metadata.labels = ${JSON.stringify(object.metadata.labels)}`],
  },
  { expression: 'object.metadata.name in ["b", "c"]', reads: ['object.metadata.name = "a"'] },
  { expression: 'object.spec.tags[1] == "p"', reads: ['object.spec.tags[1] = "q"'] },
  { expression: 'object.spec.tags[5] == "p"', reads: ['object.spec.tags[5]'] },
  { expression: 'object.spec.missing.deep == 1', reads: ['object.spec.missing'] },
  { expression: 'object.metadata.name.startsWith("b")', reads: ['object.metadata.name = "a"'] },
  {
    expression: 'size(object.spec.containers) > 2',
    reads: [`object.spec.containers = ${JSON.stringify(object.spec.containers)}`],
  },
  {
    expression: 'object.spec.containers.all(c, !c.image.endsWith(":latest"))',
    reads: ['object.spec.containers[1].image = "b:latest"'],
  },
  {
    expression:
      'object.spec.containers.all(c, !has(c.securityContext) || !c.securityContext.privileged)',
    reads: [
      'object.spec.containers[1].securityContext.privileged = true',
      'object.spec.containers[1].securityContext = {"privileged":true}',
    ],
  },
  {
    expression: 'object.spec.containers.all(c, c.securityContext.runAsNonRoot)',
    reads: ['object.spec.containers[0].securityContext'],
  },
  {
    expression:
      'object.spec.containers.all(c, c.?ports.orValue([]).all(p, p.containerPort < 1024))',
    reads: ['object.spec.containers[0].ports[1].containerPort = 8080'],
  },
  { expression: 'object.spec.tags.all(t, t == "p")', reads: ['object.spec.tags[1] = "q"'] },
  {
    expression: 'object.spec.tags.all(i, t, i == 0 || t == "p")',
    reads: ['object.spec.tags[1] = "q"'],
  },
  {
    expression: 'object.metadata.labels.all(k, k != "team")',
    reads: ['object.metadata.labels.team = "team"'],
  },
  { expression: 'object.spec.tags.all(t, false)', reads: ['object.spec.tags[0] = "p"'] },
  { expression: 'object.spec.tags.exists(t, t == "z")', reads: ['object.spec.tags = ["p","q"]'] },
  {
    expression: 'object.spec.initContainers.exists(c, c.image == "y")',
    reads: ['object.spec.initContainers[0].image = "z"'],
  },
  {
    expression: '!object.spec.containers.exists(c, c.image.endsWith(":latest"))',
    reads: ['object.spec.containers[1].image = "b:latest"'],
  },
  { expression: 'object.spec.tags.exists_one(t, true)', reads: ['object.spec.tags = ["p","q"]'] },
  {
    expression: 'object.spec.containers.filter(c, c.image.endsWith(":latest")).size() == 0',
    reads: ['object.spec.containers[1].image = "b:latest"'],
  },
  {
    expression: 'object.spec.tags.filter(t, t == "z").size() > 0',
    reads: ['object.spec.tags = ["p","q"]'],
  },
  {
    expression: 'object.spec.containers.map(c, c.image).all(i, i in params.allowed)',
    reads: ['object.spec.containers[1].image = "b:latest"', 'params.allowed = ["a:1"]'],
  },
  {
    expression: 'object.spec.containers.filter(c, c.name != "one").all(c, c.image == "b:2")',
    reads: ['object.spec.containers[1].image = "b:latest"'],
  },
  {
    expression: '[object.metadata.name, object.spec.tags[0]].all(t, t == "a")',
    reads: ['object.spec.tags[0] = "p"'],
  },
  {
    expression: '(object.spec.tags + ["z"]).all(t, t != "q")',
    reads: ['object.spec.tags[1] = "q"'],
  },
  {
    expression: 'object.spec.?hostPID.orValue(false)',
    reads: ['object.spec.hostPID'],
  },
  {
    expression: '!object.spec.?hostNetwork.orValue(false)',
    reads: ['object.spec.hostNetwork = true'],
  },
  {
    expression: 'object.spec.?replicas.optMap(r, r < 3).orValue(true)',
    reads: ['object.spec.replicas = 3'],
  },
  {
    expression: 'object.?spec.?hostUsers.hasValue()',
    reads: ['object.spec.hostUsers'],
  },
  {
    expression: 'variables.containers.all(c, c.image.contains(":"))',
    reads: ['object.spec.initContainers[0].image = "z"'],
  },
  {
    expression: 'variables.images.all(i, i == "a:1")',
    reads: ['object.spec.containers[1].image = "b:latest"'],
  },
  { expression: 'variables.replicas < 2', reads: ['object.spec.replicas = 3'] },
  { expression: 'variables.limit < 4', reads: ['object.spec.replicas = 3'] },
  {
    expression: 'object.metadata.labels[params.allowed[0]] == "x"',
    reads: ['object.metadata.labels["a:1"]'],
  },
  { expression: 'false', reads: [] },
])('$expression', ({ expression, reads }) => {
  const program = programOf(expression)
  const variablePrograms = new Map(
    Object.entries(variables).map(([name, text]) => [name, programOf(text)] as const),
  )
  const roots: Record<string, Value> = { object, oldObject, params }
  const activation = (name: string): Value => (name === 'variables' ? lazy : (roots[name] ?? null))
  const lazy = new LazyObject(
    (name) => variablePrograms.has(name),
    (name) => variablePrograms.get(name)?.evaluate(activation, freshControl()),
  )
  const result = program.evaluate(activation, freshControl())
  expect(result === false || result instanceof CelError).toBe(true)
  const found = blame({ program, activation, control: freshControl(), roots, variablePrograms })
  expect(found.map(print)).toEqual(reads)
})

function print({ root, path, value }: ReturnType<typeof blame>[number]): string {
  const place = printPath([root, ...path])
  return value === undefined ? place : `${place} = ${JSON.stringify(value)}`
}

function freshControl() {
  return { interrupted: () => false, costLimit: 1_000_000, spent: 0, made: 0 }
}

function programOf(expression: string): Program {
  const compiled = compile(
    expression,
    {
      kubernetesVersion: '1.37',
      expressions: 'stored',
      ...namesAndVariables(['object', 'oldObject', 'params'], Object.keys(variables)),
      mutation: false,
    },
    'any',
  )
  if (compiled.kind === 'problems') throw new Error(compiled.message)
  return compiled.program
}
