import type { JudgedRow } from '../judged-rows.ts'
import type { Ran } from './ran.ts'
import { expectedOfReview, reviewArguments, reviewVerdicts } from './review-command.ts'
import type { Run } from './runs.ts'
import {
  apartForTest,
  codeOfTest,
  expectedOfTest,
  isTestable,
  testArguments,
  testVerdicts,
} from './test-command.ts'

/** A command by which rows are judged. */
export interface Way {
  readonly command: 'test' | 'review'
  readonly canTell: (row: JudgedRow) => boolean
  /** Rows that do not agree in this are judged in runs of their own. */
  readonly apart: (row: JudgedRow) => readonly unknown[]
  readonly argumentsOf: (run: Run, cwd: string) => Promise<readonly string[]>
  readonly verdicts: (run: Run, ran: Ran) => readonly object[]
  readonly expected: (row: JudgedRow) => object
  readonly code: (run: Run) => number
}

export const ways: readonly Way[] = [
  {
    command: 'test',
    canTell: isTestable,
    apart: apartForTest,
    argumentsOf: testArguments,
    verdicts: (_, ran) => testVerdicts(ran),
    expected: expectedOfTest,
    code: codeOfTest,
  },
  {
    command: 'review',
    canTell: () => true,
    apart: () => [],
    argumentsOf: reviewArguments,
    verdicts: reviewVerdicts,
    expected: expectedOfReview,
    code: () => 0,
  },
]
