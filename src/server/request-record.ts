import { type Facts, type Request, redactedRequest, type Snapshot } from '../core/index.ts'

/** A request that was answered, and everything that it was judged by. */
export interface RecordedRequest {
  /** Without what is secret in its objects. */
  readonly request: Request
  readonly snapshot: Snapshot
  readonly facts: Facts
  readonly allowed: boolean
}

/** The last requests of a server, bounded in bytes. */
export interface RequestRecord {
  /** `bytes`: the length of the review that held the request. */
  readonly keep: (recorded: RecordedRequest, bytes: number) => void
  /** By the uid of the request or the decision's id, the newest first. */
  readonly find: (id: string) => readonly RecordedRequest[]
  /** The newest first. */
  readonly all: () => readonly RecordedRequest[]
}

/** An object in memory takes about this many times the bytes of its JSON. */
const bytesPerByte = 4
const bytesBeside = 2048

/** Snapshots that are no longer in force are kept by what was judged by them; an older one than the last goes with all of that. */
const maxSnapshots = 2

interface Kept extends RecordedRequest {
  readonly bytes: number
}

/** A record that holds about so many bytes at most; the oldest requests go first, and one that is larger is not kept at all. */
export function createRequestRecord(limitBytes: number): RequestRecord {
  let kept: Kept[] = []
  let first = 0
  let heldBytes = 0
  let snapshots: readonly Snapshot[] = []

  const dropWhile = (goes: (oldest: Kept) => boolean) => {
    for (let oldest = kept[first]; oldest !== undefined && goes(oldest); oldest = kept[first]) {
      heldBytes -= oldest.bytes
      first++
    }
    if (first > kept.length / 2) {
      kept = kept.slice(first)
      first = 0
    }
  }
  const noteSnapshot = (snapshot: Snapshot) => {
    if (snapshots.includes(snapshot)) return
    snapshots = [...snapshots, snapshot].slice(-maxSnapshots)
    dropWhile((oldest) => !snapshots.includes(oldest.snapshot))
  }
  const newestFirst = () => kept.slice(first).reverse()

  return {
    keep: (recorded, bodyBytes) => {
      const bytes = bodyBytes * bytesPerByte + bytesBeside
      if (bytes > limitBytes) return
      noteSnapshot(recorded.snapshot)
      const request = redactedRequest(recorded.request)
      kept.push({ ...recorded, request, bytes })
      heldBytes += bytes
      dropWhile(() => heldBytes > limitBytes)
    },
    find: (id) =>
      newestFirst().filter(({ request: { uid } }) => uid === id || uid.slice(0, 8) === id),
    all: newestFirst,
  }
}
