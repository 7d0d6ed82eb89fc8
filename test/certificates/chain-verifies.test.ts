import { expect, test } from 'vitest'
import { chainVerifies } from '#src/certificates/chain-verifies.ts'
import { makeAuthority, makeLeaf } from '#src/certificates/make.ts'
import { holdsNow, isOver, testCertificates } from '#test/support/test-certificates.ts'

const own = await testCertificates()
const other = await testCertificates()
const overLeaf = await testCertificates(isOver)
const overAuthority = await makeAuthority('Over', isOver)
const orphan = await makeLeaf(overAuthority, { purpose: 'server', names: ['a'], ...holdsNow })
const leaf = own.leaf.certificate
const bundle = own.authority.certificate
const noSigner = 'no authority that is trusted and holds now has signed the certificate'

test.for([
  { name: 'its authority is trusted', leaf, bundle, message: undefined },
  {
    name: 'among others',
    leaf,
    bundle: `${other.authority.certificate}${bundle}`,
    message: undefined,
  },
  { name: 'the certificate itself is trusted', leaf, bundle: leaf, message: undefined },
  { name: 'another authority', leaf, bundle: other.authority.certificate, message: noSigner },
  {
    name: 'an authority that is over',
    leaf: orphan.certificate,
    bundle: overAuthority.certificate,
    message: noSigner,
  },
  { name: 'a leaf is no authority', leaf, bundle: other.leaf.certificate, message: noSigner },
  {
    name: 'nothing is trusted',
    leaf,
    bundle: '',
    message: 'there is no certificate of an authority to trust',
  },
  {
    name: 'rubbish is trusted',
    leaf,
    bundle: 'rubbish',
    message: 'there is no certificate of an authority to trust',
  },
  { name: 'rubbish is served', leaf: 'rubbish', bundle, message: 'there is no certificate' },
])('$name', ({ leaf: served, bundle: trusted, message }) => {
  const verification = chainVerifies(served, trusted, new Date())
  expect(verification).toEqual(
    message === undefined ? { kind: 'verifies' } : { kind: 'does-not-verify', message },
  )
})

test('a certificate that is over does not verify, though it did', () => {
  const { leaf: over, authority } = overLeaf
  expect(chainVerifies(over.certificate, authority.certificate, new Date())).toMatchObject({
    kind: 'does-not-verify',
    message: expect.stringContaining('expired at'),
  })
})
