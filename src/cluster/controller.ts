/** Work on a cluster that goes on until the signal ends it. It does not reject: what fails is told to its observer, and tried again. */
export interface Controller {
  readonly name: string
  readonly run: (signal: AbortSignal) => Promise<void>
}
