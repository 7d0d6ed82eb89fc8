import { expect, test } from 'vitest'
import { inSweeps } from '#src/server/sweeps.ts'

function recorder() {
  const events: string[] = []
  let time = 0
  const work = inSweeps<string, string>(
    (name) => {
      events.push(`answer ${name}`)
      if (name === 'slow') time += 8
      return name.toUpperCase()
    },
    (name, answer) => events.push(`send ${name}=${answer}`),
    () => time,
  )
  return { events, work }
}

const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))

test('what arrives in one turn is answered together, then sent together, in the order of arrival', async () => {
  const { events, work } = recorder()
  work('a')
  work('b')
  expect(events).toEqual([])
  await turn()
  expect(events).toEqual(['answer a', 'answer b', 'send a=A', 'send b=B'])
})

test('a slow answer is sent before the next one begins', async () => {
  const { events, work } = recorder()
  work('slow')
  work('b')
  await turn()
  expect(events).toEqual(['answer slow', 'send slow=SLOW', 'answer b', 'send b=B'])
})

test('what arrives later has a sweep of its own', async () => {
  const { events, work } = recorder()
  work('a')
  await turn()
  work('b')
  await turn()
  expect(events).toEqual(['answer a', 'send a=A', 'answer b', 'send b=B'])
})
