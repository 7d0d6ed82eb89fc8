import { type JsonObject, printJson } from '#src/core/index.ts'

/** Where a request meets policies: the API server's own, or Sallyport as its webhook. */
export type Arm = (typeof arms)[number]

export const arms = ['tree', 'hook'] as const

/** The label that leads policies and webhooks to the objects of one space, by its name. */
export const spaceLabel = 'sallyport.test/space'

/**
 * Texts are written once for all places: `SLOT` is what isolates cases from each other, `SPACE` the namespace that a case has in an
 * arm. Both arms' texts have one length.
 */
export function filled(text: string, slot: string, arm: Arm): string {
  return text.replaceAll('SPACE', spaceName(slot, arm)).replaceAll('SLOT', slot)
}

/** What was said in one space as it would be said in any other, generated names included. */
export function cleared(text: string, slot: string): string {
  return arms
    .reduce((rest, arm) => rest.replaceAll(spaceName(slot, arm), 'SPACE'), text)
    .replaceAll(slot, 'SLOT')
    .replaceAll(generated, 'made-XXXXX')
}

/** The letters of https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go */
const generated = /\bmade-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g

export function filledObject(object: JsonObject, slot: string, arm: Arm): JsonObject {
  return JSON.parse(filled(printJson(object), slot, arm)) as JsonObject
}

export function spaceName(slot: string, arm: Arm): string {
  return `${slot}-${arm}`
}

/** `count` names of one length, which occur in no other text. */
export function slotNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `slot${String(index).padStart(3, '0')}`)
}
