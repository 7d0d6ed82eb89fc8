import type { TestReport } from '../report.ts'

/** How a text is made to stand out; the plain one changes nothing. */
export interface Paint {
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly odd: (text: string) => string
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
}

/** A form of output, of what `sallyport test` answers or of another report. */
export interface Reporter<Report = TestReport> {
  readonly format: string
  /** The whole text, with its last line ended; `columns` is the width of the terminal, where it goes to one. */
  readonly print: (report: Report, paint: Paint, columns?: number) => string
}
