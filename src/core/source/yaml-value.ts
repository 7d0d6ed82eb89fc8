import {
  type Alias,
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
import { isArray, isObject, type JsonObject, type JsonValue } from './json-value.ts'
import type { Path } from './path.ts'
import { resolvePlain } from './yaml-scalar.ts'

/** What is wrong with a document that could be parsed; `offset` is in the text. */
export interface YamlFault {
  readonly code:
    | 'duplicate-key'
    | 'alias'
    | 'excessive-aliasing'
    | 'not-json'
    | 'unsupported-key'
    | 'invalid-tag'
  readonly message: string
  readonly path: Path
  readonly offset: number
}

interface Conversion {
  readonly document: Document
  readonly text: string
  readonly faults: YamlFault[]
  /** Anchors that are being expanded, to find one that contains itself. */
  readonly open: Set<Node>
  nodes: number
  aliasNodes: number
  aliasDepth: number
}

/**
 * A parsed document as plain values, as sigs.k8s.io/yaml makes JSON of it: keys become strings, merge keys merge, of
 * duplicate keys the last wins and is a fault. A document that aliases blow up ends early, with null in its place.
 */
export function yamlValue(
  document: Document,
  text: string,
): {
  readonly value: JsonValue
  readonly faults: readonly YamlFault[]
} {
  const conversion: Conversion = {
    document,
    text,
    faults: [],
    open: new Set(),
    nodes: 0,
    aliasNodes: 0,
    aliasDepth: 0,
  }
  const value = jsonOf(document.contents as Node | null, [], conversion)
  return { value, faults: conversion.faults }
}

function jsonOf(node: Node | null, path: Path, conversion: Conversion): JsonValue {
  if (node === null || isExcessive(node, path, conversion)) return null
  if (isAlias(node)) return aliasValue(node, path, conversion)
  if (isScalar(node)) return scalarValue(node, path, conversion)
  if (isSeq(node)) {
    return node.items.map((item, index) =>
      jsonOf(item as Node | null, [...path, index], conversion),
    )
  }
  return isMap(node) ? mapValue(node, path, conversion) : null
}

/** https://github.com/kubernetes-sigs/yaml/blob/master/goyaml.v2/decode.go (allowedAliasRatio) */
function isExcessive(node: Node, path: Path, conversion: Conversion): boolean {
  conversion.nodes++
  if (conversion.aliasDepth > 0) conversion.aliasNodes++
  const { nodes, aliasNodes, faults } = conversion
  if (nodes <= 100 || aliasNodes <= 1000 || aliasNodes / nodes <= allowedAliasRatio(nodes))
    return false
  if (!faults.some(({ code }) => code === 'excessive-aliasing')) {
    const message = 'document contains excessive aliasing'
    faults.push({ code: 'excessive-aliasing', message, path, offset: offsetOf(node) })
  }
  return true
}

function allowedAliasRatio(nodes: number): number {
  const [low, high] = [400_000, 4_000_000]
  if (nodes <= low) return 0.99
  return nodes >= high ? 0.1 : 0.99 - (0.89 * (nodes - low)) / (high - low)
}

function aliasValue(alias: Alias, path: Path, conversion: Conversion): JsonValue {
  const target = alias.resolve(conversion.document)
  if (target === undefined || conversion.open.has(target)) {
    const message =
      target === undefined
        ? `unknown anchor '${alias.source}' referenced`
        : `anchor '${alias.source}' value contains itself`
    conversion.faults.push({ code: 'alias', message, path, offset: offsetOf(alias) })
    return null
  }
  conversion.open.add(target)
  conversion.aliasDepth++
  const value = jsonOf(target, path, conversion)
  conversion.aliasDepth--
  conversion.open.delete(target)
  return value
}

function scalarValue(scalar: Scalar, path: Path, conversion: Conversion): JsonValue {
  const text = textOf(scalar, conversion)
  const isPlain = scalar.type === undefined || scalar.type === 'PLAIN'
  switch (scalar.tag) {
    case undefined:
      return isPlain ? plainValue(text, scalar, path, conversion) : text
    case `${yamlTag}str`:
    case '!':
      return text
    case `${yamlTag}binary`:
      return decodeBase64(text, scalar, path, conversion)
    default:
      return taggedValue(text, scalar, path, conversion)
  }
}

/** The scalar's text; a block at the end of a text without a last newline gets none, as libyaml reads it. */
function textOf(scalar: Scalar, { text }: Conversion): string {
  const value = String(scalar.value ?? '')
  const isBlock = scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED'
  const atEnd = isBlock && !text.endsWith('\n') && (scalar.range?.[1] ?? 0) >= text.length
  return atEnd ? value.replace(/\n$/, '') : value
}

const yamlTag = 'tag:yaml.org,2002:'

const tagTypes: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  int: (value) => typeof value === 'bigint' || Number.isInteger(value),
  float: (value) => typeof value === 'number' || typeof value === 'bigint',
  bool: (value) => typeof value === 'boolean',
  null: (value) => value === null,
}

function taggedValue(text: string, scalar: Scalar, path: Path, conversion: Conversion): JsonValue {
  const value = plainValue(text, scalar, path, conversion)
  const name = scalar.tag?.startsWith(yamlTag) ? scalar.tag.slice(yamlTag.length) : ''
  const isType = Object.hasOwn(tagTypes, name) ? tagTypes[name] : undefined
  if (isType === undefined || isType(value)) return value
  const message = `cannot decode \`${text}\` as a !!${name}`
  conversion.faults.push({ code: 'invalid-tag', message, path, offset: offsetOf(scalar) })
  return null
}

function plainValue(text: string, scalar: Scalar, path: Path, conversion: Conversion): JsonValue {
  const resolved = resolvePlain(text)
  if (resolved.kind === 'value') return resolved.value
  const message = `${text} cannot be written as JSON`
  conversion.faults.push({ code: 'not-json', message, path, offset: offsetOf(scalar) })
  return null
}

declare const atob: (text: string) => string

/** The bytes as a string of one character each, read as UTF-8, as Go reads them. */
function decodeBase64(text: string, scalar: Scalar, path: Path, conversion: Conversion): JsonValue {
  try {
    const bytes = atob(text.replaceAll(/\s/g, ''))
    return decodeURIComponent(
      [...bytes].map((byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''),
    )
  } catch {
    const message = '!!binary value contains invalid base64 data'
    conversion.faults.push({ code: 'invalid-tag', message, path, offset: offsetOf(scalar) })
    return null
  }
}

/** In the order of the text: a merge replaces what stood before it, and is replaced by what follows. */
function mapValue(map: YAMLMap, path: Path, conversion: Conversion): JsonObject {
  const fields = new Map<string, JsonValue>()
  const own = new Set<string>()
  for (const pair of map.items) {
    if (!isPair(pair)) continue
    const [keyNode, node] = [pair.key as Node | null, pair.value as Node | null]
    if (isMergeKey(keyNode)) {
      for (const [key, value] of mergedFields(node, path, conversion)) fields.set(key, value)
      continue
    }
    const key = keyText(keyNode, path, conversion)
    if (key === undefined) continue
    if (own.has(key)) {
      const message = `key ${JSON.stringify(key)} already set in map`
      const offset = offsetOf(keyNode)
      conversion.faults.push({ code: 'duplicate-key', message, path: [...path, key], offset })
    }
    own.add(key)
    fields.set(key, jsonOf(node, [...path, key], conversion))
  }
  return Object.fromEntries(fields)
}

function isMergeKey(key: Node | null): boolean {
  return (
    isScalar(key) &&
    key.value === '<<' &&
    (key.type === undefined || key.type === 'PLAIN') &&
    key.tag === undefined
  )
}

/** The fields of a merge's mappings; of several, the first wins. */
function mergedFields(
  node: Node | null,
  path: Path,
  conversion: Conversion,
): readonly (readonly [string, JsonValue])[] {
  const value = jsonOf(node, path, conversion)
  const sources = isArray(value) ? value : [value]
  if (sources.every(isObject)) return sources.toReversed().flatMap(Object.entries)
  const message = 'map merge requires map or sequence of maps as the value'
  conversion.faults.push({ code: 'alias', message, path, offset: offsetOf(node) })
  return []
}

/** A key as a JSON field name; a list or mapping as key is a fault. */
function keyText(key: Node | null, path: Path, conversion: Conversion): string | undefined {
  const value = jsonOf(key, path, conversion)
  if (value === null || isArray(value) || isObject(value)) {
    const found = value === null ? 'null' : isArray(value) ? 'a list' : 'a mapping'
    const message = `a key must be a string, a number or a boolean, found ${found}`
    conversion.faults.push({ code: 'unsupported-key', message, path, offset: offsetOf(key) })
    return undefined
  }
  return String(value)
}

function offsetOf(node: Node | null): number {
  return node?.range?.[0] ?? 0
}
