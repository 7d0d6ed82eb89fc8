import { chainVerifies } from '../certificates/chain-verifies.ts'
import type { CertificateSource } from '../certificates/source.ts'
import { validityOf } from '../certificates/validity.ts'
import { printProblem } from '../core/index.ts'
import { isError, type Policies } from './policies.ts'
import type { Check, CheckResult } from './readiness.ts'

/**
 * There was a reading of the policies without errors. Later errors are told and nothing more: if every replica went
 * unready over one broken file, a webhook that fails closed would lock the cluster.
 */
export function policiesCheck(policies: Policies): Check {
  return { name: 'policies', look: () => lookAtPolicies(policies) }
}

/** There is a certificate to serve, and it holds now. */
export function certificateCheck(
  served: () => CertificateSource | undefined,
  now: () => Date,
): Check {
  return {
    name: 'certificate',
    look: () => {
      const certificates = served()
      if (certificates === undefined) return { ok: false, detail: 'there is none yet' }
      const current = certificates.current()
      const validity = validityOf(current, now())
      if (validity.kind !== 'valid') return { ok: false, detail: validity.message }
      const problem = certificates.problem()
      const stays = problem === undefined ? '' : `; it has changed, but ${problem.message}`
      return { ok: true, detail: `valid until ${current.notAfter.toISOString()}${stays}` }
    },
  }
}

/** Who trusts the bundle (PEM), as the API server does, accepts the certificate that is served; not known where there is no bundle. */
export function trustCheck(
  served: () => CertificateSource | undefined,
  bundle: () => string | undefined,
  now: () => Date,
): Check {
  return {
    name: 'trust',
    look: () => {
      const certificates = served()
      const trusted = bundle()
      if (certificates === undefined || trusted === undefined) {
        return { ok: true, detail: 'it is not known here whom the API server trusts' }
      }
      const verification = chainVerifies(certificates.current().certificate, trusted, now())
      return verification.kind === 'verifies'
        ? { ok: true, detail: 'the certificate verifies against the caBundle' }
        : { ok: false, detail: verification.message }
    },
  }
}

/** Fails from the first signal on, so that no new requests are sent here. */
export function shutdownCheck(draining: () => boolean): Check {
  return {
    name: 'shutdown',
    look: () =>
      draining()
        ? { ok: false, detail: 'the server is about to end' }
        : { ok: true, detail: 'none' },
  }
}

function lookAtPolicies(policies: Policies): CheckResult {
  const reading = policies.lastReading()
  const inForce = `${policies.snapshot().policySet.policies.length} policies in force`
  const ok = policies.lastSuccess() !== undefined
  if (reading.kind === 'unreadable') {
    return { ok, detail: `${inForce}, the last good ones; ${reading.message}` }
  }
  const errors = reading.problems.filter(isError)
  if (errors.length === 0) return { ok, detail: inForce }
  const which = reading.kind === 'kept' ? 'the last good ones' : 'as far as they can be read'
  const list = errors.map((problem) => `\n    ${printProblem(problem).replaceAll('\n', '\n    ')}`)
  return {
    ok,
    detail: `${inForce}, ${which}; ${errors.length} errors in the files:${list.join('')}`,
  }
}
