import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { chainVerifies } from '#src/certificates/chain-verifies.ts'
import { makeAuthority, makeLeaf } from '#src/certificates/make.ts'
import { readChain } from '#src/certificates/read-chain.ts'
import type { KeptTexts } from '#src/certificates/rotation/kept-texts.ts'
import { type Moment, nextStep } from '#src/certificates/rotation/next-step.ts'
import { takeStep } from '#src/certificates/rotation/take-step.ts'
import { dayMs, keyPairOf } from '#test/support/test-certificates.ts'

const names = ['sallyport.ours.svc', 'localhost', '::1']
const lifetimes = { authorityMs: 360 * dayMs, leafMs: 90 * dayMs }
const start = new Date('2030-01-01T00:00:00Z')

function at(days: number, more: Partial<Moment> = {}): Moment {
  const now = new Date(start.getTime() + days * dayMs)
  return { now, names, lifetimes, lastGood: undefined, isTrusted: false, isSettled: false, ...more }
}

async function made(moment: Moment, texts?: KeptTexts): Promise<KeptTexts> {
  const next = await takeStep(nextStep(texts, moment), moment)
  if (next === undefined) throw new Error('nothing was to do')
  return next
}

function goodOf(texts: KeptTexts): NonNullable<Moment['lastGood']> {
  const leaf = keyPairOf({ certificate: texts['tls.crt'], key: texts['tls.key'] })
  return { bundle: texts['ca.crt'], leaf }
}

function verifies(texts: KeptTexts, { now }: Moment): boolean {
  return chainVerifies(texts['tls.crt'], texts['ca.crt'], now).kind === 'verifies'
}

const first = await made(at(0))
const lastGood = goodOf(first)

test('at the beginning there is an authority and a certificate with all names, for their time', () => {
  const leaf = new X509Certificate(first['tls.crt'])
  const days = (pem: string) =>
    (new Date(new X509Certificate(pem).validTo).getTime() - start.getTime()) / dayMs
  expect(verifies(first, at(0))).toBe(true)
  expect(leaf.checkHost('sallyport.ours.svc')).toBe('sallyport.ours.svc')
  expect(leaf.checkIP('::1')).toBe('::1')
  expect(leaf.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
  expect([days(first['tls.crt']), days(first['ca.crt'])]).toEqual([90, 360])
})

describe('what is to do', () => {
  const rows: readonly {
    name: string
    texts: KeptTexts | undefined
    moment: Moment
    step: string
  }[] = [
    { name: 'nothing at first', texts: first, moment: at(1), step: 'keep' },
    {
      name: 'nothing before a third of the time is left',
      texts: first,
      moment: at(59),
      step: 'keep',
    },
    { name: 'a new certificate then', texts: first, moment: at(61), step: 'issue' },
    { name: 'and when it is over', texts: first, moment: at(91, { lastGood }), step: 'issue' },
    {
      name: 'and for a name that is new',
      texts: first,
      moment: at(1, { names: [...names, 'b'] }),
      step: 'issue',
    },
    {
      name: 'all anew where the authority is over',
      texts: first,
      moment: at(361, { lastGood }),
      step: 'begin',
    },
    { name: 'all anew where there is nothing', texts: undefined, moment: at(1), step: 'begin' },
    {
      name: 'a new authority where there is nothing but what is served',
      texts: undefined,
      moment: at(1, { lastGood }),
      step: 'announce',
    },
    {
      name: 'all anew where what is served is over',
      texts: undefined,
      moment: at(91, { lastGood }),
      step: 'begin',
    },
    {
      name: 'the last good certificate where there is rubbish',
      texts: { ...first, 'tls.crt': 'x' },
      moment: at(1, { lastGood }),
      step: 'restore',
    },
    {
      name: 'and where the key is rubbish',
      texts: { ...first, 'tls.key': 'x' },
      moment: at(1, { lastGood }),
      step: 'restore',
    },
    {
      name: 'a new one where nobody remembers it',
      texts: { ...first, 'tls.key': 'x' },
      moment: at(1),
      step: 'issue',
    },
    {
      name: 'a new authority where its key is rubbish',
      texts: { ...first, 'ca.key': 'x' },
      moment: at(1),
      step: 'announce',
    },
    {
      name: 'and where its key is gone',
      texts: { ...first, 'ca.key': '' },
      moment: at(1),
      step: 'announce',
    },
    {
      name: 'and where it is rubbish itself',
      texts: { ...first, 'ca.crt': 'x' },
      moment: at(1, { lastGood }),
      step: 'announce',
    },
    {
      name: 'all anew where all is rubbish',
      texts: { 'tls.crt': '', 'tls.key': '', 'ca.crt': '', 'ca.key': '' },
      moment: at(1),
      step: 'begin',
    },
  ]
  test.for(rows)('$name', ({ texts, moment, step }) => {
    expect(nextStep(texts, moment).kind).toBe(step)
  })
})

test('a new authority is trusted first, then it signs, then the old one leaves; all that is served verifies all the time', async () => {
  const before = await made(at(200), first)
  const announced = await made(at(241), before)
  expect(readChain(announced['ca.crt'])).toHaveLength(2)
  expect(announced['tls.crt']).toBe(before['tls.crt'])
  expect(nextStep(announced, at(241)).kind).toBe('wait')

  const issued = await made(at(241, { isTrusted: true }), announced)
  expect(issued['tls.crt']).not.toBe(before['tls.crt'])
  expect(issued['ca.crt']).toBe(announced['ca.crt'])
  expect(nextStep(issued, at(241)).kind).toBe('keep')

  const forgotten = await made(at(242, { isSettled: true }), issued)
  expect(readChain(forgotten['ca.crt'])).toHaveLength(1)
  expect(nextStep(forgotten, at(242, { isSettled: true })).kind).toBe('keep')
  for (const [leaf, bundle] of [
    [before, announced],
    [before, issued],
    [issued, announced],
    [issued, forgotten],
  ] as const) {
    expect(verifies({ ...leaf, 'ca.crt': bundle['ca.crt'] }, at(242))).toBe(true)
  }
  expect(verifies({ ...before, 'ca.crt': forgotten['ca.crt'] }, at(242))).toBe(false)
})

test('an authority that is over leaves the bundle', async () => {
  const over = await makeAuthority('Over', { notBefore: at(-9).now, notAfter: at(-1).now })
  const texts = { ...first, 'ca.crt': `${first['ca.crt']}${over.certificate}` }
  expect(nextStep(texts, at(1)).kind).toBe('keep')
  expect((await made(at(1, { isSettled: true }), texts))['ca.crt']).toBe(
    new X509Certificate(first['ca.crt']).toString(),
  )
})

test('however often new authorities are announced, the bundle stays small and the certificate verifies', async () => {
  let good = lastGood
  for (let round = 0; round < 8; round++) {
    const texts = await made(at(1, { lastGood: good }))
    expect(verifies(texts, at(1))).toBe(true)
    good = goodOf(texts)
  }
  expect(readChain(good.bundle)).toHaveLength(5)
})

test('a certificate ends with its authority at the latest', async () => {
  const authority = await makeAuthority('Old', { notBefore: at(0).now, notAfter: at(50).now })
  const leaf = await makeLeaf(authority, {
    purpose: 'server',
    names: ['x'],
    notBefore: at(0).now,
    notAfter: at(50).now,
  })
  const moment = at(1, { isTrusted: true })
  const signer = authority
  const step = { kind: 'issue', bundle: authority.certificate, signer } as const
  const issued = await takeStep(step, moment)
  expect(new X509Certificate(issued?.['tls.crt'] ?? '').validTo).toBe(
    new X509Certificate(leaf.certificate).validTo,
  )
})
