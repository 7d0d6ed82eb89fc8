/** What is done for several who want the same. */
export interface SharedWork<Result> {
  /** Does it, or waits for what is being done under that key. `left` says that this one waits no longer. */
  readonly join: (key: string, left: AbortSignal, work: Work<Result>) => Joined<Result>
  /** How much is under way or waits. */
  readonly open: () => number
}

/** Given up by the signal, when nobody waits for it any more. */
type Work<Result> = (signal: AbortSignal) => Promise<Result>

type Joined<Result> =
  | { readonly kind: 'begun' | 'shared'; readonly result: Promise<Result> }
  /** There is too much to do already. */
  | { readonly kind: 'full' }

export interface Width {
  /** So many at a time. */
  readonly most: number
  /** And so many that wait for their turn. */
  readonly mostWaiting: number
}

interface Task<Result> {
  readonly result: Promise<Result>
  readonly start: () => void
  readonly leave: AbortController
  waiters: number
}

/** The same is done once at a time, little of it at once, and what nobody waits for any more is given up. */
export function sharedWork<Result>({ most, mostWaiting }: Width): SharedWork<Result> {
  const tasks = new Map<string, Task<Result>>()
  const waiting: Task<Result>[] = []
  let running = 0

  function startNext(): void {
    const next = running < most ? waiting.shift() : undefined
    if (next === undefined) return
    running++
    next.start()
  }

  function taskOf(key: string, work: Work<Result>): Task<Result> {
    const leave = new AbortController()
    const turn = gate()
    const forget = () => void (tasks.get(key) === task && tasks.delete(key))
    const result = turn.opened
      .then(() => work(leave.signal))
      .finally(() => {
        running--
        forget()
        startNext()
      })
    const task: Task<Result> = { result, start: turn.open, leave, waiters: 0 }
    leave.signal.addEventListener('abort', () => {
      forget()
      const place = waiting.indexOf(task)
      if (place !== -1) waiting.splice(place, 1)
    })
    return task
  }

  function wait(task: Task<Result>, left: AbortSignal): Promise<Result> {
    task.waiters++
    left.addEventListener('abort', () => {
      task.waiters--
      if (task.waiters === 0) task.leave.abort()
    })
    return task.result
  }

  return {
    join: (key, left, work) => {
      const known = tasks.get(key)
      if (known !== undefined) return { kind: 'shared', result: wait(known, left) }
      if (running >= most && waiting.length >= mostWaiting) return { kind: 'full' }
      const task = taskOf(key, work)
      tasks.set(key, task)
      waiting.push(task)
      startNext()
      return { kind: 'begun', result: wait(task, left) }
    },
    open: () => tasks.size,
  }
}

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}
