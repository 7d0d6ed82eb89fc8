import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type { Expression } from '../ast.ts'
import type { Run } from '../plan/frame.ts'
import type { Resolution } from '../resolve.ts'
import { emitNode } from './emit-node.ts'
import { makeEmitter, type Parts } from './emitter.ts'
import { type ReadName, readAlone, readWithClosures } from './read-name.ts'
import { runtime } from './runtime.ts'

/** Longer code is not worth compiling. */
const maxSourceLength = 65_536

/**
 * The expression as one JavaScript function, which gives in every case what the planned closures give; undefined where
 * the code would be too long, or where the runtime forbids code from text. Nothing that a user wrote stands in the code
 * but as a string literal.
 */
export function generate(
  expression: Expression,
  resolution: Resolution,
  kubernetesVersion: KubernetesVersion,
): Run | undefined {
  const { emitter, lines } = makeEmitter(resolution, kubernetesVersion, emitNode)
  const result = emitter.emit(expression, (error) => `return ${error};`)
  const source = sourceOf([...lines(), `return ${result.code};`], emitter.parts)
  return source.length > maxSourceLength ? undefined : instantiate(source, emitter.parts)
}

function sourceOf(lines: readonly string[], { constants, shared }: Parts): string {
  const names = [...shared.values()]
  return [
    "'use strict';",
    `const { ${Object.keys(runtime).join(', ')} } = runtime;`,
    constants.length === 0
      ? ''
      : `const [${constants.map((_, index) => `c${index}`)}] = constants;`,
    'return (frame) => {',
    'const control = frame.control;',
    'const limit = control.costLimit;',
    names.length === 0 ? '' : `let ${names.join(', ')};`,
    ...lines,
    '};',
  ].join('\n')
}

function instantiate(source: string, { constants, hasClosures }: Parts): Run | undefined {
  try {
    const read: ReadName = hasClosures ? readWithClosures : readAlone
    return new Function('runtime', 'read', 'constants', source)(runtime, read, constants) as Run
  } catch (error) {
    if (error instanceof EvalError) return undefined
    throw error
  }
}
