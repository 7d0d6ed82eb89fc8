import { connect } from '#src/cluster/connection.ts'
import { leader, termOf } from '#src/cluster/lease/leader.ts'

/** A process that wants the lease until it is told to stop; each line that it writes begins with the time in milliseconds. */
const [kubeconfig = '', namespace = '', identity = '', durationMs = ''] = process.argv.slice(2)

function say(what: string): void {
  process.stdout.write(`${Date.now()} ${what}\n`)
}

const connection = await connect({ kubeconfig, context: undefined, folder: '.' }, 5_000)
const end = new AbortController()
process.once('SIGTERM', () => end.abort())
const election = leader(
  connection,
  {
    namespace,
    name: 'sallyport',
    identity,
    term: termOf(Number(durationMs)),
    observer: {
      acquired: (transitions) => say(`acquired ${transitions}`),
      lost: (why) => say(`lost: ${why}`),
      follows: (holder) => say(`follows ${holder}`),
      failed: (message) => say(`failed: ${message}`),
    },
  },
  [
    {
      name: 'work',
      run: (signal) =>
        new Promise((resolve) => {
          say('work begins')
          signal.addEventListener('abort', () => {
            say('work ends')
            resolve()
          })
        }),
    },
  ],
)
say('ready')
await election.run(end.signal)
connection.close()
say('ended')
