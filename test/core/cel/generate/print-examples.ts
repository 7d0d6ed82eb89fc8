import { evaluateExamples } from './examples.ts'

/** Run by limits.test.ts in a process of its own, which forbids code from text. */
process.stdout.write(JSON.stringify({ forbidden: isForbidden(), results: evaluateExamples() }))

function isForbidden(): boolean {
  try {
    new Function('return 1')
    return false
  } catch {
    return true
  }
}
