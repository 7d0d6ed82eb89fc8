import { loadPolicies } from '../src/core/engine/load-policies.ts'
import { readYaml } from '../src/core/source/read-yaml.ts'
import { cpuMicros } from './figures.ts'
import { policyTexts } from './population.ts'

/** Prints how many milliseconds of processor time it takes to `load` or to `read` so many policies. Arguments: which, how many. */
const [what, count] = process.argv.slice(2)
const texts = policyTexts(Number(count), { pods: 10 })
const micros = cpuMicros(() => {
  if (what === 'load') loadPolicies(texts, { kubernetesVersion: '1.37' })
  else for (const text of texts) readYaml(text)
})
process.stdout.write(`${micros / 1000}\n`)
