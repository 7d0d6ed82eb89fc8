import { cel } from './cel.ts'
import { objects } from './objects.ts'
import { podSecurity } from './pod-security.ts'
import { scale } from './scale.ts'
import { server } from './server.ts'
import { tester } from './tester.ts'

/** Each benchmark prints ratios to a control that is measured in the same run, in interleaved pairs. */
const benchmarks = [server, podSecurity, objects, cel, scale, tester] as const

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const quick = process.argv.includes('--quick')
for (const benchmark of benchmarks) {
  if (wanted.length > 0 && !wanted.includes(benchmark.name)) continue
  process.stdout.write(`\n${benchmark.title}\n`)
  for (const line of await benchmark.run({ quick })) process.stdout.write(`  ${line}\n`)
}
