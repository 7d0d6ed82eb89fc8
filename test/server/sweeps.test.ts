import { expect, test } from 'vitest'
import { inSweeps } from '#src/server/sweeps.ts'

function recorder() {
  const events: string[] = []
  let time = 0
  const work = inSweeps<string, string>(
    (name) => {
      events.push(`answer ${name}`)
      if (name === 'long') time += 8
      if (name === 'slow') time += 80
      return name.toUpperCase()
    },
    (name, answer) => events.push(`send ${name}=${answer}`),
    () => time,
  )
  const wait = (milliseconds: number): void => {
    time += milliseconds
  }
  return { events, work, wait }
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

test('a sweep ends when it has taken long, and the next ones are as before', async () => {
  const { events, work } = recorder()
  for (const name of ['long', 'b', 'c']) work(name)
  await turn()
  expect(events).toEqual([
    'answer long',
    'send long=LONG',
    'answer b',
    'answer c',
    'send b=B',
    'send c=C',
  ])
})

test('after a slow answer each one is sent at once, for a while', async () => {
  const { events, work, wait } = recorder()
  work('a')
  work('slow')
  await turn()
  expect(events.splice(0)).toEqual(['answer a', 'answer slow', 'send a=A', 'send slow=SLOW'])
  for (const name of ['b', 'c']) work(name)
  await turn()
  expect(events.splice(0)).toEqual(['answer b', 'send b=B', 'answer c', 'send c=C'])
  wait(2_000)
  for (const name of ['d', 'e']) work(name)
  await turn()
  expect(events).toEqual(['answer d', 'answer e', 'send d=D', 'send e=E'])
})

test('what arrives later has a sweep of its own', async () => {
  const { events, work } = recorder()
  work('a')
  await turn()
  work('b')
  await turn()
  expect(events).toEqual(['answer a', 'send a=A', 'answer b', 'send b=B'])
})
