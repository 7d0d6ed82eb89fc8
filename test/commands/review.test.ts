import { expect, test } from 'vitest'
import { review } from '#src/commands/review.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { addsSidecar, guardedOnly, noLatest } from './policies.ts'

const files = { 'policies/all.yaml': [noLatest, addsSidecar, guardedOnly].join('---\n') }

function reviewOf(uid: string, image: string): string {
  return JSON.stringify({
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid,
      kind: { group: '', version: 'v1', kind: 'Pod' },
      resource: { group: '', version: 'v1', resource: 'pods' },
      operation: 'CREATE',
      namespace: 'shop',
      object: {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'a' },
        spec: { containers: [{ name: 'a', image }] },
      },
    },
  })
}

const secretReview = reviewOf('44444444-0', 'a:1')
  .replace('"Pod"', '"Secret"')
  .replace('"pods"', '"secrets"')

interface Answer {
  readonly apiVersion: string
  readonly kind: string
  readonly response: {
    readonly uid: string
    readonly allowed: boolean
    readonly status?: { readonly message: string; readonly code: number }
    readonly patchType?: string
  }
}

async function answers(argv: readonly string[], stdin: string) {
  const ran = await run(review, [...argv, '-'], { cwd: await temporaryFolder(files), stdin })
  return {
    ...ran,
    answers: ran.stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Answer),
  }
}

test('one review, one answer on one line', async () => {
  const { code, stdout, stderr } = await answers([], reviewOf('11111111-0', 'a:1'))
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout:
      '{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"11111111-0","allowed":true}}\n',
    stderr: '',
  })
})

test('a review a line, answers in their order, a refusal is an answer', async () => {
  const stdin = [reviewOf('11111111-0', 'a:1'), reviewOf('22222222-0', 'a:latest'), ''].join('\n')
  const { code, answers: given } = await answers([], stdin)
  expect(code).toBe(0)
  expect(given).toMatchObject([
    { response: { uid: '11111111-0', allowed: true } },
    {
      response: {
        uid: '22222222-0',
        allowed: false,
        status: {
          message:
            'no-latest: spec.containers[0].image: images must name a version (decision 22222222)',
          code: 403,
        },
      },
    },
  ])
})

test('the mutating door patches', async () => {
  const { answers: given } = await answers(['--door', 'mutate'], reviewOf('11111111-0', 'a:1'))
  expect(given).toMatchObject([
    { response: { uid: '11111111-0', allowed: true, patchType: 'JSONPatch' } },
  ])
})

test('what is no review is answered, reported, and ends with 1', async () => {
  const {
    code,
    answers: given,
    stderr,
  } = await answers([], `${reviewOf('11111111-0', 'a:1')}\n{"kind":"Pod"}\n`)
  expect(code).toBe(1)
  expect(given).toMatchObject([
    { response: { allowed: true } },
    {
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      response: { uid: '', allowed: false, status: { code: 400 } },
    },
  ])
  expect(stderr).toBe('<stdin>: review 2: expected kind AdmissionReview, found "Pod"\n')
})

test('a namespace that the context does not name is not known', async () => {
  const { answers: given } = await answers([], secretReview)
  expect(given[0]?.response).toMatchObject({
    allowed: false,
    status: {
      message: expect.stringContaining('namespace "shop" is not known: name it in --context'),
    },
  })
})

test('the context names it', async () => {
  const cwd = await temporaryFolder({
    ...files,
    'c.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n',
  })
  const { stdout } = await run(review, ['-', '--context', 'c.yaml'], { cwd, stdin: secretReview })
  expect(JSON.parse(stdout)).toMatchObject({ response: { allowed: true } })
})

test.for([
  { name: 'no file', argv: [], stderr: 'name the reviews: sallyport review FILE...' },
  {
    name: 'a file that is not there',
    argv: ['nowhere.json'],
    stderr: 'nowhere.json: error: there is no such file or folder',
  },
  { name: 'a folder without files', argv: ['empty'], stderr: 'no review is in empty' },
  {
    name: 'a door that is none',
    argv: ['-', '--door', 'back'],
    stderr: '--door: expected one of validate, mutate',
  },
  { name: 'broken policies', argv: ['-', '--policies', 'broken.yaml'], stderr: 'broken.yaml:' },
])('ends with 1 and says why: $name', async ({ argv, stderr }) => {
  const cwd = await temporaryFolder({
    ...files,
    'broken.yaml': noLatest.replace('spec:', 'specs:'),
    'empty/notes.txt': '',
  })
  const ran = await run(review, argv, { cwd, stdin: reviewOf('11111111-0', 'a:1') })
  expect(ran).toMatchObject({ code: 1, stdout: '' })
  expect(ran.stderr).toContain(stderr)
})
