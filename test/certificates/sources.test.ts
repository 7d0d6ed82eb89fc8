import { X509Certificate } from 'node:crypto'
import { chmod, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { CertificateProblem, KeyPair } from '#src/certificates/key-pair.ts'
import { makeLeaf } from '#src/certificates/make.ts'
import { openCertificates, readAuthorities } from '#src/certificates/open.ts'
import { selfSignedCertificate } from '#src/certificates/self-signed.ts'
import type { CertificateSource, OpenedSource } from '#src/certificates/source.ts'
import { temporaryFolder, writeFiles } from '#test/support/temporary-folder.ts'
import { holdsNow, testCertificates } from '#test/support/test-certificates.ts'
import { waitFor } from '#test/support/wait-for.ts'

interface Opened {
  readonly source: CertificateSource
  readonly folder: string
  readonly problems: readonly CertificateProblem[]
  readonly changes: readonly KeyPair[]
}

const kinds = [
  {
    name: 'files',
    prepare: async () => {
      const { leaf } = await testCertificates()
      return temporaryFolder({ 'tls.crt': leaf.certificate, 'tls.key': leaf.key })
    },
    files: (folder: string) => ({
      certFile: join(folder, 'tls.crt'),
      keyFile: join(folder, 'tls.key'),
    }),
  },
  {
    name: 'self-signed',
    prepare: () => temporaryFolder(),
    files: () => ({ certFile: undefined, keyFile: undefined }),
  },
] as const

async function open(kind: (typeof kinds)[number]): Promise<Opened> {
  const folder = await kind.prepare()
  const problems: CertificateProblem[] = []
  const opened = await openCertificates(
    { ...kind.files(folder), folder, names: ['sallyport.shop.svc'] },
    { everyMs: 20, onProblem: (problem) => problems.push(problem) },
  )
  const source = sourceOf(opened)
  const changes: KeyPair[] = []
  source.onChange((keyPair) => changes.push(keyPair))
  return { source, folder, problems, changes }
}

function sourceOf(opened: OpenedSource): CertificateSource {
  if (opened.kind === 'problem') throw new Error(opened.problem.message)
  onTestFinished(opened.source.close)
  return opened.source
}

describe.for(kinds)('a certificate source: $name', (kind) => {
  test('has a pair at once that names this machine', async () => {
    const { source } = await open(kind)
    expect(source.current().names).toEqual(expect.arrayContaining(['localhost', '127.0.0.1']))
    expect(source.problem()).toBeUndefined()
  })

  test('takes over a new pair, once both files are there', async () => {
    const { source, folder, problems, changes } = await open(kind)
    const before = source.current()
    const { leaf } = await testCertificates()
    await writeFiles(folder, { 'tls.crt': leaf.certificate })
    await waitFor(() => (problems.length === 1 ? true : undefined))
    expect(problems[0]?.code).toBe('key-does-not-match')
    expect(source.problem()?.code).toBe('key-does-not-match')
    expect(source.current()).toBe(before)
    await writeFiles(folder, { 'tls.key': leaf.key })
    await waitFor(() => (changes.length === 1 ? true : undefined))
    expect(source.current().certificate).toBe(leaf.certificate)
    expect(source.problem()).toBeUndefined()
  })

  test('keeps the last good pair over garbage and a missing file, and says so once each', async () => {
    const { source, folder, problems, changes } = await open(kind)
    const before = source.current()
    await writeFiles(folder, { 'tls.crt': 'garbage' })
    await waitFor(() => (problems.length === 1 ? true : undefined))
    await rm(join(folder, 'tls.key'))
    await waitFor(() => (problems.length === 2 ? true : undefined))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(problems.map(({ code }) => code)).toEqual(['not-a-certificate', 'missing-file'])
    expect(changes).toEqual([])
    expect(source.current()).toBe(before)
  })

  test('files that are touched and not changed are no change', async () => {
    const { folder, changes } = await open(kind)
    await utimes(join(folder, 'tls.crt'), new Date(), new Date())
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(changes).toEqual([])
  })
})

describe('files that are not right at the start', () => {
  test.for([
    { name: 'missing', files: {}, code: 'missing-file', says: 'tls.crt' },
    { name: 'no key', files: { 'tls.crt': 'LEAF' }, code: 'missing-file', says: 'tls.key' },
    {
      name: 'garbage',
      files: { 'tls.crt': 'x', 'tls.key': 'y' },
      code: 'not-a-certificate',
      says: 'tls.crt',
    },
  ])('$name', async ({ files, code, says }) => {
    const { leaf } = await testCertificates()
    const texts = Object.entries(files).map(([name, text]) => [
      name,
      text === 'LEAF' ? leaf.certificate : text,
    ])
    const folder = await temporaryFolder(Object.fromEntries(texts))
    const options = { ...kinds[0].files(folder), folder, names: [] }
    const opened = await openCertificates(options, { everyMs: 1_000, onProblem: () => undefined })
    expect(opened).toMatchObject({
      kind: 'problem',
      problem: { code, message: expect.stringContaining(says) },
    })
  })
})

describe('self-signed', () => {
  const quiet = { everyMs: 60_000, onProblem: () => undefined }
  const make = async (folder: string, names: readonly string[] = ['sallyport'], now = new Date()) =>
    sourceOf(await selfSignedCertificate({ folder, names, now: () => now }, quiet)).current()

  test('the authority signs the leaf, keys are for the owner only, nothing else is left', async () => {
    const folder = join(await temporaryFolder(), 'new/folder')
    const leaf = new X509Certificate(
      (await make(folder, ['sallyport.shop.svc', '10.0.0.7'])).certificate,
    )
    const authority = new X509Certificate(await readFile(join(folder, 'ca.crt')))
    expect(leaf.checkIssued(authority) && leaf.verify(authority.publicKey)).toBe(true)
    expect([leaf.ca, authority.ca]).toEqual([false, true])
    expect(leaf.checkHost('sallyport.shop.svc')).toBe('sallyport.shop.svc')
    expect(leaf.checkIP('10.0.0.7')).toBe('10.0.0.7')
    expect(leaf.checkIP('::1')).toBe('::1')
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect((await readdir(folder)).sort()).toEqual(['ca.crt', 'ca.key', 'tls.crt', 'tls.key'])
    for (const key of ['ca.key', 'tls.key'])
      expect((await stat(join(folder, key))).mode & 0o777).toBe(0o600)
  })

  test('what stands in the folder is used again', async () => {
    const folder = await temporaryFolder()
    const first = await make(folder)
    expect((await make(folder)).certificate).toBe(first.certificate)
  })

  test('another name makes another leaf of the same authority', async () => {
    const folder = await temporaryFolder()
    const first = await make(folder)
    const authority = await readFile(join(folder, 'ca.crt'), 'utf8')
    const second = await make(folder, ['sallyport', 'sallyport.shop.svc'])
    expect(second.certificate).not.toBe(first.certificate)
    expect(second.names).toContain('sallyport.shop.svc')
    expect(await readFile(join(folder, 'ca.crt'), 'utf8')).toBe(authority)
  })

  test.for([
    { name: 'half a year later the leaf stays', days: 180, sameLeaf: true, sameAuthority: true },
    { name: 'near its end it is renewed', days: 300, sameLeaf: false, sameAuthority: true },
    {
      name: 'after years the authority is, too',
      days: 3_500,
      sameLeaf: false,
      sameAuthority: false,
    },
  ])('$name', async ({ days, sameLeaf, sameAuthority }) => {
    const folder = await temporaryFolder()
    const first = await make(folder)
    const authority = await readFile(join(folder, 'ca.crt'), 'utf8')
    const later = await make(folder, ['sallyport'], new Date(Date.now() + days * 86_400_000))
    expect(later.certificate === first.certificate).toBe(sameLeaf)
    expect((await readFile(join(folder, 'ca.crt'), 'utf8')) === authority).toBe(sameAuthority)
  })

  test.for([
    { name: 'a broken leaf', files: { 'tls.crt': 'x' } },
    { name: 'a broken authority', files: { 'ca.crt': 'x' } },
    {
      name: "an authority that cannot sign, because its key is another's",
      files: { 'ca.key': 'OTHER' },
    },
  ])('$name is replaced', async ({ files }) => {
    const folder = await temporaryFolder()
    const first = await make(folder)
    const { authority } = await testCertificates()
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(folder, name), text === 'OTHER' ? authority.key : text)
    }
    const second = await make(folder)
    expect(second.certificate).not.toBe(first.certificate)
    const issuer = new X509Certificate(await readFile(join(folder, 'ca.crt')))
    expect(new X509Certificate(second.certificate).verify(issuer.publicKey)).toBe(true)
  })

  test('a leaf of somebody else is not ours', async () => {
    const folder = await temporaryFolder()
    await make(folder)
    const { authority } = await testCertificates()
    const names = ['localhost', '127.0.0.1', '::1', 'sallyport']
    const strange = await makeLeaf(authority, {
      purpose: 'server',
      names,
      ...holdsNow,
      notAfter: new Date(Date.now() + 3e10),
    })
    await writeFiles(folder, { 'tls.crt': strange.certificate, 'tls.key': strange.key })
    expect((await make(folder)).certificate).not.toBe(strange.certificate)
  })

  test('a folder that cannot be made is a problem that says what to do', async () => {
    const folder = await temporaryFolder({ file: 'not a folder' })
    await chmod(folder, 0o700)
    const opened = await selfSignedCertificate(
      { folder: join(folder, 'file'), names: [], now: () => new Date() },
      quiet,
    )
    expect(opened).toMatchObject({
      kind: 'problem',
      problem: {
        code: 'missing-file',
        message: expect.stringContaining('--cert-file and --key-file'),
      },
    })
  })
})

describe('authorities of clients', () => {
  test('are read', async () => {
    const { authority } = await testCertificates()
    const folder = await temporaryFolder({ 'ca.crt': authority.certificate })
    expect(await readAuthorities(join(folder, 'ca.crt'))).toEqual({
      kind: 'authorities',
      pem: authority.certificate,
    })
  })

  test.for([{ file: 'missing' }, { file: 'garbage' }])('$file: a problem', async ({ file }) => {
    const folder = await temporaryFolder({ garbage: 'x' })
    expect(await readAuthorities(join(folder, file))).toMatchObject({
      kind: 'problem',
      message: expect.stringContaining(file),
    })
  })
})
