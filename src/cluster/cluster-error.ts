/** Where the API server said what is wrong. */
interface Refusal {
  readonly status: number
  /** `Expired`, `NotFound`, … as in the Status object; empty where there is none. */
  readonly reason: string
  /** Goes on with a list whose continuation expired; undefined where the server gives none. */
  readonly continueToken: string | undefined
  /** Seconds after which the server wants to be asked again; undefined where it does not say so. */
  readonly retryAfter: number | undefined
}

/** Why a cluster cannot be asked, in one line that names the way out. Thrown within this folder; its doors answer it as a value. */
export class ClusterError extends Error {
  /** The server, or the file, that it is about. */
  readonly source: string
  readonly refusal: Refusal | undefined

  constructor(source: string, message: string, refusal?: Refusal) {
    super(oneLine(message))
    this.name = 'ClusterError'
    this.source = source
    this.refusal = refusal
  }
}

/** Whether the API server answered with that status. */
export function isRefusal(error: unknown, status: number): error is ClusterError {
  return error instanceof ClusterError && error.refusal?.status === status
}

const longest = 600

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}
