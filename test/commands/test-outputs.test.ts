import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { applyPatch } from 'diff'
import { describe, expect, test } from 'vitest'
import { check as checkCommand } from '#src/commands/check.ts'
import { schema as schemaCommand } from '#src/commands/schema.ts'
import { test as testCommand } from '#src/commands/test.ts'
import { readYaml } from '#src/core/index.ts'
import type { TestReport, TestResult } from '#src/tester/report.ts'
import { reporters } from '#src/tester/reporters/reporters.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { addsSidecar, guardedOnly, noLatest, wantsTeam } from './policies.ts'

const audits = wantsTeam
  .replace('wants-team', 'audits-team')
  .replace('configmaps', 'secrets')
  .replace('Warn', 'Audit')

const pods = '{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }'

const mutating = (name: string, mutation: string) => `apiVersion: sallyport.dev/v1alpha1
kind: MutatingRule
metadata: { name: ${name} }
spec:
  matchConstraints: { resourceRules: [${pods}] }
  mutations:
    - ${mutation}
`

const labels = mutating(
  'labels',
  `{ patchType: ApplyConfiguration, applyConfiguration: { expression: 'Object{metadata: Object.metadata{labels: {"team": "a"}}}' } }`,
)
const nonRoot = mutating(
  'non-root',
  `{ patchType: ApplyConfiguration, applyConfiguration: { expression: 'Object{spec: Object.spec{securityContext: Object.spec.securityContext{runAsNonRoot: true}}}' } }`,
)
const volume = mutating(
  'volume',
  `{ patchType: ApplyConfiguration, applyConfiguration: { expression: 'Object{spec: Object.spec{volumes: [Object.spec.volumes{name: "tmp", emptyDir: Object.spec.volumes.emptyDir{}}]}}' } }`,
)
const files = {
  'policies/all.yaml': [noLatest, wantsTeam, guardedOnly, audits].join('---\n'),
  'mutating/all.yaml': [labels, nonRoot, volume, addsSidecar].join('---\n'),
}

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n'
const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\n'
const pod = `# the shop
apiVersion: v1
kind: Pod
metadata: {name: web}   # its name
spec:
    containers:
    # the application
    - image: "nginx:latest"
      name: app
`

describe('--fail-on', () => {
  test.for([
    { failOn: 'deny', manifest: configMap, code: 0 },
    { failOn: 'warn', manifest: configMap, code: 2 },
    { failOn: 'audit', manifest: configMap, code: 2 },
    { failOn: 'warn', manifest: secret, code: 0 },
    { failOn: 'audit', manifest: secret, code: 2 },
    { failOn: 'deny', manifest: pod, code: 2 },
    { failOn: 'warn', manifest: `${configMap}---\n[]\n`, code: 2 },
    { failOn: 'warn', manifest: `${secret}---\n[]\n`, code: 1 },
  ])('$failOn: $code', async ({ failOn, manifest, code }) => {
    const cwd = await temporaryFolder({ ...files, 'm.yaml': manifest })
    const ran = await run(testCommand, ['m.yaml', '--fail-on', failOn], { cwd })
    expect(ran.code).toBe(code)
  })

  test('another word is an error', async () => {
    const ran = await run(testCommand, ['m.yaml', '--fail-on', 'error'])
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    expect(ran.stderr).toContain('one of deny, warn, audit')
  })
})

async function mutationsOf(manifest: string, argv: readonly string[] = []) {
  const cwd = await temporaryFolder({ ...files, 'm.yaml': manifest })
  const all = ['m.yaml', '--policies', 'mutating', '--output', 'json', ...argv]
  const { stdout } = await run(testCommand, all, { cwd })
  return (JSON.parse(stdout) as TestReport).results
}

describe('--show-mutations', () => {
  test('without it nothing is said of texts', async () => {
    expect((await mutationsOf(pod)).map(({ mutations }) => mutations)).toEqual([null])
  })

  test('each policy has its diff of the text as it was written', async () => {
    const cwd = await temporaryFolder({ ...files, 'm.yaml': pod })
    const argv = ['m.yaml', '--policies', 'mutating', '--show-mutations']
    const { stdout, code } = await run(testCommand, argv, { cwd })
    expect(code).toBe(0)
    expect(stdout).toBe(`--- m.yaml
+++ m.yaml
@@ -5,5 +5,7 @@ policy adds-sidecar
 spec:
     containers:
     # the application
+    - name: side
+      image: side:1
     - image: "nginx:latest"
       name: app

--- m.yaml
+++ m.yaml
@@ -1,7 +1,7 @@ policy labels
 # the shop
 apiVersion: v1
 kind: Pod
-metadata: {name: web}   # its name
+metadata: {name: web, labels: { team: a }}   # its name
 spec:
     containers:
     # the application

--- m.yaml
+++ m.yaml
@@ -9,3 +9,5 @@ policy non-root
       image: side:1
     - image: "nginx:latest"
       name: app
+    securityContext:
+        runAsNonRoot: true

--- m.yaml
+++ m.yaml
@@ -11,3 +11,6 @@ policy volume
       name: app
     securityContext:
         runAsNonRoot: true
+    volumes:
+    - name: tmp
+      emptyDir: {}
`)
  })

  const texts = [
    { name: 'a Pod', text: pod },
    { name: 'the second document of a text', text: `${configMap}---\n${pod}` },
    {
      name: 'a Pod with all of it',
      text: `${pod}    volumes: [{name: own, emptyDir: {}}]\n    securityContext: {fsGroup: 1}\n    tolerations: []\n`,
    },
    {
      name: 'lists as deep as their keys',
      text: `${pod}    volumes:\n    - {name: own, emptyDir: {}} # mine\n`,
    },
    {
      name: 'JSON',
      text: `${JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', labels: { x: 'y' } }, spec: { containers: [{ name: 'a', image: 'b' }] } }, null, 4)}\n`,
    },
    {
      name: 'JSON on a line',
      text: '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"a","image":"b"}]}}',
    },
    {
      name: 'items of a list',
      text: `apiVersion: v1\nkind: List\nitems:\n- ${pod.replace('# the shop\n', '').trimEnd().replaceAll('\n', '\n  ')}\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: two\n    labels:\n      team: b # ours\n  spec:\n    containers: [{name: b, image: c}]\n`,
    },
    {
      name: 'anchors',
      text: `${pod}    initContainers:\n    - &one {name: one, image: x}\n    - <<: *one\n      name: two\n`,
    },
    { name: 'carriage returns', text: pod.replaceAll('\n', '\r\n') },
  ]

  test.for(texts)(
    'what it makes of $name is what the policies alone make of the object',
    async ({ text }) => {
      const shown = await mutationsOf(text, ['--show-mutations'])
      const { documents } = readYaml({ name: '', text })
      const expected = documents.map(({ value }, index) => [
        value,
        shown[index]?.applied.length ?? 0,
      ])
      let changed = 0
      for (const [index, result] of shown.entries()) {
        const edited = documentsIn(text, result)
        const [before, applied] = expected[index] ?? []
        const after = edited[index]?.value
        if (applied === 0) expect(after).toEqual(before)
        else {
          changed++
          expect(after).toEqual(mutatedByHand(before))
          expect(edited.filter((_, other) => other !== index).map(({ value }) => value)).toEqual(
            documents.filter((_, other) => other !== index).map(({ value }) => value),
          )
        }
      }
      expect(changed).toBeGreaterThan(0)
    },
  )

  test('comments stay', async () => {
    const [result] = await mutationsOf(pod, ['--show-mutations'])
    const text = result === undefined ? '' : patched(pod, result)
    expect(text.match(/#.*/g)).toEqual(pod.match(/#.*/g))
  })
})

function patched(text: string, { mutations }: TestResult): string {
  return (mutations ?? []).reduce((before, { diff, policy }) => {
    expect(diff).toContain(` @@ policy ${policy}\n`)
    const after = applyPatch(before, diff)
    expect(after).not.toBe(false)
    return String(after)
  }, text)
}

function documentsIn(text: string, result: TestResult) {
  const { documents, problems } = readYaml({ name: '', text: patched(text, result) })
  expect(problems).toEqual([])
  return documents
}

/** What the four policies say, without any API server. */
// biome-ignore lint/suspicious/noExplicitAny: an object of a test
function mutatedByHand(before: any) {
  const { spec, metadata } = before
  return {
    ...before,
    metadata: { ...metadata, labels: { ...metadata.labels, team: 'a' } },
    spec: {
      ...spec,
      containers: [{ name: 'side', image: 'side:1' }, ...spec.containers],
      securityContext: { ...spec.securityContext, runAsNonRoot: true },
      volumes: [...(spec.volumes ?? []), { name: 'tmp', emptyDir: {} }],
    },
  }
}

describe('every form', () => {
  const everything = {
    ...files,
    'm/a.yaml': [pod, configMap, secret, 'kind: Pod\n'].join('---\n'),
    'm/b.yaml': 'a: [\n',
  }

  test('goes to a file, beside the one on standard output', async () => {
    const cwd = await temporaryFolder(everything)
    const formats = reporters.map(({ format }) => format).filter((format) => format !== 'pretty')
    const argv = formats.flatMap((format) => ['--output', `${format}=out.${format}`])
    const { code, stdout } = await run(testCommand, ['m', ...argv, '--output', 'pretty'], { cwd })
    expect(code).toBe(2)
    expect(stdout).toContain('no-latest')
    for (const format of formats) {
      const text = readFileSync(join(cwd, `out.${format}`), 'utf8')
      expect([format, text.includes('images must name a version')]).toEqual([format, true])
      expect([format, text.includes('b.yaml')]).toEqual([format, true])
      expect(text.endsWith('\n')).toBe(true)
    }
  })

  test.for([
    {
      name: 'test-report',
      command: testCommand,
      argv: ['m', '--show-mutations', '--policies', 'mutating', '--policies', 'policies'],
    },
    { name: 'test-report', command: testCommand, argv: ['m', '--raw', '--fail-on', 'audit'] },
    {
      name: 'check-report',
      command: checkCommand,
      argv: ['policies', 'mutating', 'mutating/all.yaml', '--second-opinion'],
    },
  ])('JSON is what the schema $name says', async ({ name, command, argv }) => {
    const cwd = await temporaryFolder(everything)
    const schema = JSON.parse((await run(schemaCommand, [name])).stdout)
    const validate = new Ajv2020({ allowUnionTypes: true, allErrors: true }).compile(schema)
    const report = JSON.parse((await run(command, [...argv, '--output', 'json'], { cwd })).stdout)
    validate(report)
    expect(validate.errors ?? []).toEqual([])
    expect(validate({ ...report, more: 1 })).toBe(false)
    expect(validate({ ...report, summary: undefined })).toBe(false)
  })
})
