// Adds up the results of test suites (vitest's JSON) into one line; fails where a suite left none or ran no test.
import { readFileSync } from 'node:fs'

const sums = { passed: 0, failed: 0, skipped: 0 }
let missing = 0
for (const file of process.argv.slice(2)) {
  const suite = read(file)
  if (suite === undefined || suite.numTotalTests === 0) {
    process.stdout.write(`${file}: the suite did not run\n`)
    missing += 1
    continue
  }
  sums.passed += suite.numPassedTests
  sums.failed += suite.numFailedTests + unloadable(suite)
  sums.skipped += suite.numPendingTests + suite.numTodoTests
}
sums.failed += missing
process.stdout.write(`${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped\n`)
process.exitCode = sums.failed === 0 && sums.passed > 0 ? 0 : 1

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Test files that failed before a test ran. */
function unloadable(suite) {
  return suite.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length
}
