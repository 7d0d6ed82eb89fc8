import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Scalar,
  type YAMLMap,
} from 'yaml'
import type { JsonValue } from './json-value.ts'
import type { Path } from './path.ts'
import type { Fault, SourceProblemCode } from './source-problem.ts'
import { keyName } from './yaml-key.ts'
import { aliasTargets } from './yaml-nodes.ts'
import { maximumDepth } from './yaml-parse.ts'
import { scalarValue } from './yaml-tag.ts'

/** The way from the root to a node; it becomes a path where something is wrong. */
interface Step {
  readonly parent: Trail
  readonly step: string | number
  readonly depth: number
}
type Trail = Step | undefined

interface Conversion {
  readonly targets: ReadonlyMap<Node, Node>
  readonly faults: Fault[]
  /** Anchors that are being expanded, to find one that contains itself. */
  readonly open: Set<Node>
  nodes: number
  aliasNodes: number
  aliasDepth: number
  /** Nothing more is read after too many or too deep aliases. */
  hasEnded: boolean
}

/**
 * A parsed document as plain values, as sigs.k8s.io/yaml makes JSON of it: keys become strings, merge keys merge, of
 * duplicate keys the last wins and is a fault. A document that aliases blow up ends early, with null in its place.
 */
export function yamlValue(document: Document): {
  readonly value: JsonValue
  readonly faults: readonly Fault[]
} {
  const conversion: Conversion = {
    targets: aliasTargets(document),
    faults: [],
    open: new Set(),
    nodes: 1,
    aliasNodes: 0,
    aliasDepth: 0,
    hasEnded: false,
  }
  const value = jsonOf(document.contents as Node | null, undefined, conversion)
  return { value, faults: conversion.faults }
}

function jsonOf(node: Node | null, trail: Trail, conversion: Conversion): JsonValue {
  if (node === null || isBeyond(node, trail, conversion)) return null
  if (isAlias(node)) return expanded(node, trail, conversion, jsonOf) ?? null
  if (isScalar(node)) return scalarOf(node, trail, conversion)
  if (isSeq(node)) {
    return node.items.map((item, step) =>
      jsonOf(item as Node | null, below(trail, step), conversion),
    )
  }
  return isMap(node) ? Object.fromEntries(fieldsOf(node, trail, conversion)) : null
}

/** Counts a node; whether the document ends here, since aliases made it too large or too deep. */
function isBeyond(node: Node, trail: Trail, conversion: Conversion): boolean {
  conversion.nodes++
  if (conversion.aliasDepth > 0) conversion.aliasNodes++
  if (conversion.hasEnded) return true
  if ((trail?.depth ?? 0) + conversion.aliasDepth > maximumDepth) {
    report(conversion, 'too-deep', { message: 'exceeded max depth', trail, node })
    conversion.hasEnded = true
  } else if (isExcessive(conversion)) {
    const message = 'document contains excessive aliasing'
    report(conversion, 'excessive-aliasing', { message, trail, node })
    conversion.hasEnded = true
  }
  return conversion.hasEnded
}

/** https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/decode.go (allowedAliasRatio) */
function isExcessive({ nodes, aliasNodes }: Conversion): boolean {
  return aliasNodes > 100 && nodes > 1000 && aliasNodes / nodes > allowedAliasRatio(nodes)
}

function allowedAliasRatio(nodes: number): number {
  const [low, high] = [400_000, 4_000_000]
  if (nodes <= low) return 0.99
  return nodes >= high ? 0.1 : 0.99 - (0.89 * (nodes - low)) / (high - low)
}

type Convert<T> = (target: Node, trail: Trail, conversion: Conversion) => T

/** What the alias stands for, converted; a fault where there is no such anchor or it contains itself. */
function expanded<T>(
  alias: Node & { readonly source: string },
  trail: Trail,
  conversion: Conversion,
  convert: Convert<T>,
): T | undefined {
  const target = conversion.targets.get(alias)
  if (target === undefined || conversion.open.has(target)) {
    const message =
      target === undefined
        ? `unknown anchor '${alias.source}' referenced`
        : `anchor '${alias.source}' value contains itself`
    report(conversion, 'alias', { message, trail, node: alias })
    return undefined
  }
  conversion.open.add(target)
  conversion.aliasDepth++
  const value = convert(target, trail, conversion)
  conversion.aliasDepth--
  conversion.open.delete(target)
  return value
}

function scalarOf(scalar: Scalar, trail: Trail, conversion: Conversion): JsonValue {
  const found = scalarValue(scalar)
  if (found.kind === 'fault') {
    report(conversion, 'invalid-tag', { message: found.message, trail, node: scalar })
    return null
  }
  const { value } = found
  if (typeof value !== 'number' || Number.isFinite(value)) return value
  const message = `${String(scalar.value)} cannot be written as JSON`
  report(conversion, 'not-json', { message, trail, node: scalar })
  return null
}

type Fields = Map<string, JsonValue>

/** In the order of the text: a merge replaces what stood before it, and is replaced by what follows. */
function fieldsOf(map: YAMLMap, trail: Trail, conversion: Conversion): Fields {
  const fields: Fields = new Map()
  const own = new Set<string>()
  for (const pair of map.items) {
    if (!isPair(pair)) continue
    const [key, node] = [pair.key as Node | null, pair.value as Node | null]
    if (isMergeKey(key)) {
      mergeInto(fields, node, trail, conversion)
      continue
    }
    const name = keyOf(key, trail, conversion)
    if (name === undefined) continue
    const inside = below(trail, name)
    if (own.has(name)) {
      const message = `key ${JSON.stringify(name)} already set in map`
      report(conversion, 'duplicate-key', { message, trail: inside, node: key })
    }
    own.add(name)
    fields.set(name, jsonOf(node, inside, conversion))
  }
  return fields
}

const mergeTag = 'tag:yaml.org,2002:merge'

/** `<<`, plain or with its tag. */
export function isMergeKey(key: Node | null): boolean {
  if (!isScalar(key) || key.value !== '<<') return false
  const isPlain = key.type === undefined || key.type === 'PLAIN'
  return key.tag === mergeTag || (key.tag === undefined && isPlain)
}

/** A mapping, an alias of one, or a list of these, of which the first wins. */
function mergeInto(fields: Fields, node: Node | null, trail: Trail, conversion: Conversion): void {
  const sources = isSeq(node) ? (node.items as (Node | null)[]).toReversed() : [node]
  for (const source of sources) {
    const merged = mergeSource(source, trail, conversion)
    for (const [key, value] of merged ?? []) fields.set(key, value)
  }
}

function mergeSource(node: Node | null, trail: Trail, conversion: Conversion): Fields | undefined {
  if (node !== null && isBeyond(node, trail, conversion)) return undefined
  if (isAlias(node)) return expanded(node, trail, conversion, mergeSource)
  if (isMap(node)) return fieldsOf(node, trail, conversion)
  const message = 'map merge requires map or sequence of maps as the value'
  report(conversion, 'alias', { message, trail, node })
  return undefined
}

/** A key as a JSON field name; null, a list or a mapping as key is a fault. */
function keyOf(key: Node | null, trail: Trail, conversion: Conversion): string | undefined {
  if (isAlias(key)) return expanded(key, trail, conversion, keyOf)
  if (key !== null && isBeyond(key, trail, conversion)) return undefined
  const name = isScalar(key) ? keyName(key) : undefined
  if (name === undefined) {
    const message = 'a key must be a string, a number or a boolean'
    report(conversion, 'unsupported-key', { message, trail, node: key })
  }
  return name
}

interface Finding {
  readonly message: string
  readonly trail: Trail
  readonly node: Node | null
}

function report(
  { faults }: Conversion,
  code: SourceProblemCode,
  { message, trail, node }: Finding,
): void {
  faults.push({ code, message, path: pathOf(trail), offset: node?.range?.[0] ?? 0 })
}

function below(parent: Trail, step: string | number): Step {
  return { parent, step, depth: (parent?.depth ?? 0) + 1 }
}

function pathOf(trail: Trail): Path {
  const path: (string | number)[] = []
  for (let step = trail; step !== undefined; step = step.parent) path.push(step.step)
  return path.reverse()
}
