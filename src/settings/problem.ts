/** A setting that is not right: who gave it, what was found, what would be right. */
export interface SettingProblem {
  /** `--port`, `SALLYPORT_PORT` or `sallyport.yaml:3:7`. */
  readonly origin: string
  readonly message: string
}

/** One line a problem. */
export function printSettingProblem({ origin, message }: SettingProblem): string {
  return `${origin}: ${message}`
}
