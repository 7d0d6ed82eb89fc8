import { failAnnotation, fieldOf, valueAt, type WebhookServer } from '../../core/index.ts'
import type { Connection } from '../connection.ts'
import { heldObject } from '../held-object.ts'
import { type GateAnswer, tryGate } from './fail-gate.ts'
import { configurationPath } from './held-configuration.ts'

export interface GateOptions {
  readonly name: string
  readonly namespace: string
  readonly server: WebhookServer
  readonly objection?: () => Promise<string | undefined>
  readonly observer: { readonly gate: (answer: GateAnswer) => void }
}

export interface Gate {
  readonly isOpen: () => boolean
  /** Reads once what an earlier leader found out. */
  readonly recall: () => Promise<void>
  readonly tryOpen: () => Promise<boolean>
}

/** Whether webhooks may fail closed: remembered here, and by an annotation for whoever leads next. */
export function gateOf(connection: Connection, options: GateOptions): Gate {
  const { name, namespace, server, objection = async () => undefined, observer } = options
  let isOpen = false
  let isRecalled = false
  let said = ''
  const tell = (answer: GateAnswer) => {
    const text = JSON.stringify(answer)
    if (text !== said) observer.gate(answer)
    said = text
  }
  return {
    isOpen: () => isOpen,
    recall: async () => {
      if (isRecalled) return
      const held = await heldObject(connection, configurationPath('validating', name))
      const annotations = valueAt(held ?? {}, ['metadata', 'annotations'])
      isOpen = fieldOf(annotations ?? null, failAnnotation) === 'true'
      isRecalled = true
      if (isOpen) tell({ kind: 'open' })
    },
    tryOpen: async () => {
      const why = await objection()
      const service = server.kind === 'service' ? server.name : undefined
      const answer: GateAnswer =
        why === undefined
          ? await tryGate(connection, { namespace, service })
          : { kind: 'closed', why }
      isOpen = answer.kind === 'open'
      tell(answer)
      return isOpen
    },
  }
}
