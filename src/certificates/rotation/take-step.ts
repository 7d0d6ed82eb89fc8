import { X509Certificate } from 'node:crypto'
import { makeAuthority, makeLeaf, type PemPair, type Term } from '../make.ts'
import { type KeptTexts, keptTexts } from './kept-texts.ts'
import type { Moment, Step } from './next-step.ts'

/** The texts to keep from now on; undefined where they stay as they are. */
export async function takeStep(step: Step, moment: Moment): Promise<KeptTexts | undefined> {
  switch (step.kind) {
    case 'keep':
    case 'wait':
      return undefined
    case 'begin': {
      const authority = await newAuthority(moment)
      return keptTexts(authority.certificate, authority.key, await newLeaf(authority, moment))
    }
    case 'announce': {
      const authority = await newAuthority(moment)
      return keptTexts(`${authority.certificate}${step.trusted}`, authority.key, step.leaf)
    }
    case 'issue':
      return keptTexts(step.bundle, step.signer.key, await newLeaf(step.signer, moment))
    case 'restore':
    case 'forget':
      return step.texts
  }
}

function newAuthority({ now, lifetimes }: Moment): Promise<PemPair> {
  return makeAuthority('Sallyport CA', term(now, lifetimes.authorityMs))
}

/** Ends with the authority at the latest. */
function newLeaf(authority: PemPair, { now, names, lifetimes }: Moment): Promise<PemPair> {
  const end = new Date(new X509Certificate(authority.certificate).validTo)
  const { notBefore, notAfter } = term(now, lifetimes.leafMs)
  return makeLeaf(authority, {
    purpose: 'server',
    names,
    notBefore,
    notAfter: notAfter < end ? notAfter : end,
  })
}

/** Begins an hour ago, for clocks that are late. */
function term(now: Date, lifetimeMs: number): Term {
  return {
    notBefore: new Date(now.getTime() - 3_600_000),
    notAfter: new Date(now.getTime() + lifetimeMs),
  }
}
