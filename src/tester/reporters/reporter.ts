import type { TestReport } from '../report.ts'

/** How a text is made to stand out; the plain one changes nothing. */
export interface Paint {
  readonly bad: (text: string) => string
  readonly odd: (text: string) => string
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
}

/** A form of output. */
export interface Reporter {
  readonly format: string
  /** The whole text, with its last line ended. */
  readonly print: (report: TestReport, paint: Paint) => string
}
