import * as fc from 'fast-check'
import { randomExpression, randomVariables } from '/work/main/test/core/cel/random-expression.ts'
import { evaluateWithSecondOpinion } from '/work/main/src/tester/second-opinion.ts'
import { compile } from '/work/main/src/core/cel/compile.ts'
import { toJson } from '/work/main/src/core/cel/to-json.ts'
import { CelError } from '/work/main/src/core/cel/value.ts'
const samples = fc.sample(randomExpression(), { numRuns: 20000, seed: 7 })
const names = new Set(['a','b','object'])
let agree=0, errs=0
const kinds = new Map<string, [number,string]>()
for (const e of samples) {
  const c = compile(e, { kubernetesVersion: '1.37', names, variables: new Set(), mutation: false }, 'any')
  const ours = c.kind==='problems' ? 'E '+c.problems[0]!.message : (() => { const v = c.program.evaluate((n)=> (randomVariables as never)[n], {interrupted:()=>false,costLimit:1e6,spent:0}); return v instanceof CelError ? 'E '+v.message : 'V '+JSON.stringify(toJson(v)) })()
  const t = evaluateWithSecondOpinion(e, randomVariables as never)
  const theirs = t.kind==='error' ? 'E '+t.message : 'V '+JSON.stringify(t.value, (_,v)=> typeof v==='bigint'? Number(v): v)
  if (ours === theirs) { agree++; continue }
  if (ours[0]==='E' && theirs[0]==='E') { errs++; continue }
  const k = (ours[0]==='V'?'V':ours.slice(0,30))+' / '+(theirs[0]==='V'?'V':theirs.slice(0,40))
  const old = kinds.get(k)
  if (!old || e.length < old[1].length) kinds.set(k, [(old?.[0]??0)+1, e+'   => '+ours+' | '+theirs]); else old[0]++
}
console.log({agree, errs}); for (const [k,[n,e]] of [...kinds].sort((a,b)=>b[1][0]-a[1][0]).slice(0,40)) console.log(n, k, '::', e.slice(0,300))
