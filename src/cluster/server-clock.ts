export interface ServerClock {
  readonly now: () => Date
  readonly hear: (date: Date | undefined) => void
}

/** The clock of a server, from the `Date` of its answers (whole seconds) and the time that passed since. */
export function serverClock(): ServerClock {
  let heard: { readonly date: number; readonly at: number } | undefined
  return {
    now: () =>
      heard === undefined ? new Date() : new Date(heard.date + performance.now() - heard.at),
    hear: (date) => {
      if (date !== undefined) heard = { date: date.getTime(), at: performance.now() }
    },
  }
}
