import { reasonApart } from './apart.ts'
import type { JudgedCase } from './judge-cases.ts'

/** Why cases are not sent, and why not to what is installed; a line for each case. */
interface Reasons {
  readonly left: readonly string[]
  readonly elsewhere: readonly string[]
}

/** What became of the cases, in numbers. */
export function countsOf(judged: readonly JudgedCase[], { left, elsewhere }: Reasons) {
  const verdicts = judged.flatMap(({ api }) => ('unfit' in api ? [] : [api]))
  const unfit = judged.flatMap(({ api, isRaw }) => ('unfit' in api && !isRaw ? [api] : []))
  const compared = judged.filter(({ api }) => !('unfit' in api))
  return {
    sent: judged.length,
    compared: compared.length,
    operations: tally(compared.map(({ operation }) => operation)),
    'of raw objects that are refused': judged.length - unfit.length - verdicts.length,
    refused: verdicts.filter(({ refusal }) => refusal !== undefined).length,
    warned: verdicts.filter(({ warnings }) => warnings.length > 0).length,
    changed: verdicts.filter(({ changes }) => Object.keys(changes).length > 0).length,
    apart: tally(unfit.map(reasonApart)),
    'not sent': tally(left),
    'sent to a server with files': tally(elsewhere),
  }
}

function tally(texts: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return Object.fromEntries(counts)
}
