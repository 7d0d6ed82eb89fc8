import { type Emitter, giveUp, type Operand } from './emitter.ts'

/** What always fails is the closures'. */
export function emitFailure(emitter: Emitter): Operand {
  emitter.exit(giveUp, 'true')
  return { code: 'null', type: 'unknown' }
}
