import { titleOf } from '../policy/exemption.ts'
import { recordPlace } from './expression-record.ts'
import type { ExemptionRecord } from './record.ts'
import type { Witnessed } from './witness.ts'

/** The exemptions from the policy that were asked, and what each said; each once. */
export function exemptionRecords({
  exemptions,
  said,
  leftOut,
}: Witnessed): readonly ExemptionRecord[] {
  const used = new Set([leftOut, ...said.map(({ freedBy }) => freedBy)].map((by) => by?.exempted))
  return exemptions.map((event): ExemptionRecord => {
    const { exemption } = event.exempted
    const { expires, reason, requestedBy, place } = exemption
    return {
      exemption: titleOf(exemption),
      place: recordPlace(place),
      ...(used.has(event.exempted) ? { answer: 'frees', why: null } : answerOf(event)),
      expires,
      reason,
      requestedBy: requestedBy ?? null,
    }
  })
}

function answerOf({
  answers,
  idleness,
}: Witnessed['exemptions'][number]): Pick<ExemptionRecord, 'answer' | 'why'> {
  const failure = answers.find((answer) => answer.kind === 'error')
  if (answers.some(({ kind }) => kind === 'match')) {
    return { answer: 'idle', why: idleness ?? 'another one was found before it' }
  }
  if (failure !== undefined) return { answer: 'idle', why: `it failed: ${failure.message}` }
  const whys = answers.flatMap((answer) => (answer.kind === 'no-match' ? [answer.why] : []))
  return { answer: 'other', why: [...new Set(whys)].join('; ') }
}
