import type { JsonObject } from '#src/core/source/json-value.ts'
import type { Ending, Hostile } from './hostile.ts'

/** What objects, lists, texts and functions of JavaScript have without anybody having given it to them. */
const names = [
  '__proto__',
  '__defineGetter__',
  '__lookupSetter__',
  'apply',
  'arguments',
  'at',
  'call',
  'caller',
  'constructor',
  'hasOwnProperty',
  'isPrototypeOf',
  'length',
  'propertyIsEnumerable',
  'prototype',
  'then',
  'toJSON',
  'toLocaleString',
  'toString',
  'valueOf',
] as const

/** `_` is the name. What it gives where the object does not have the key, and where it does: `'own'`. */
const forms: readonly (readonly [form: string, without: Ending, own: Ending])[] = [
  ['object._', noKey(), value('own')],
  ["object['_']", noKey(), value('own')],
  ["object['_'.trim()]", noKey(), value('own')],
  ['has(object._)', value(false), value(true)],
  ["'_' in object", value(false), value(true)],
  ["'_'.trim() in object", value(false), value(true)],
  ["object.?_.orValue('none')", value('none'), value('own')],
  ["object[?'_'].orValue('none')", value('none'), value('own')],
  ['object.?_.?_.hasValue()', value(false), value(false)],
  ["object.inner.?_.orValue('none')", value('none'), value('own')],
  ['object.inner._', noKey(), value('own')],
  ['has(object.inner._)', value(false), value(true)],
  ["object.exists(k, k == '_')", value(false), value(true)],
  ["object.exists(k, v, k == '_' && v == 'own')", value(false), value(true)],
  ["object.all(k, k != '_')", value(true), value(false)],
  ["object.transformMap(k, v, 1)[?'_'].orValue(0)", value(0), value(1)],
  ["object.transformList(k, v, k).exists(k, k == '_')", value(false), value(true)],
  ['object.transformMapEntry(k, v, {k: 1}).?_.orValue(0)', value(0), value(1)],
  ['object.inner == {}', value(true), value(false)],
  ["object.inner == {'_': 'own'}", value(false), value(true)],
  ['object.inner.size()', value(0), value(1)],
  ["sets.contains([object.inner], [{'_': 'own'}])", value(false), value(true)],
]

/** The same whatever the object has. */
const others: readonly (readonly [form: string, ends: Ending])[] = [
  ["{'_': 1}._", value(1)],
  ["{'_': 1}['_']", value(1)],
  ["{'_': 1}.size()", value(1)],
  ["{'_': object.text}['_']", value('text')],
  ["'_' in {'_': 1}", value(true)],
  ["{'a': 1}.?_.hasValue()", value(false)],
  ["{'a': object.text}.?_.hasValue()", value(false)],
  ["'_' in {'a': 1}", value(false)],
  ["{'_': 1, '_': 2}.size()", value(1)],
  ["{'_': {'_': 1}}._._", value(1)],
  ["[{'_': 1}].map(x, x._)", value([1])],
  ['[1].map(_, _)', value([1])],
  ['[1].all(_, x, _ == 0 && x == 1)', value(true)],
  ['optional.of(2).optMap(_, _ + 1).value()', value(3)],
  ['[2, 1].sortBy(_, _)', value([1, 2])],
  ['object.text._', noKey()],
  ['object.text.?_.hasValue()', value(false)],
  ['has(object.text._)', value(false)],
  ['object.number._', noKey()],
  ['has(object.number._)', value(false)],
  ['object.list.?_.hasValue()', { error: "unsupported index type 'string' in list" }],
  ["object.list['_']", { error: "unsupported index type 'string' in list" }],
  ['has(object.list._)', { error: "unsupported index type 'string' in list" }],
  ['[1]._', { refused: "type 'list(int)' does not support field selection" }],
  ["'a'._", { refused: "type 'string' does not support field selection" }],
  ['1._', { refused: "type 'int' does not support field selection" }],
  ['(1)._', { refused: "type 'int' does not support field selection" }],
  ['request._', { refused: "undefined field '_'" }],
  ['has(request._)', { refused: "undefined field '_'" }],
  ['variables._', { refused: "undefined field '_'" }],
  [
    'authorizer._',
    { refused: "unexpected failed resolution of 'kubernetes.authorization.Authorizer'" },
  ],
  ['_', { refused: "undeclared reference to '_' (in container '')" }],
  ['_()', { refused: "undeclared reference to '_' (in container '')" }],
  ["_('return 1')", { refused: "undeclared reference to '_' (in container '')" }],
  ['object._()', { refused: "undeclared reference to '_' (in container '')" }],
  ["object._('return 1')", { refused: "undeclared reference to '_' (in container '')" }],
  ['_{}', { refused: "undeclared reference to '_' (in container '')" }],
  ['Object{_: 1}._', value(1)],
  ['has(Object{}._)', value(false)],
  ['Object{spec: Object.spec{_: 1}}.spec._', value(1)],
  [
    "JSONPatch{_: 'a'}",
    { refused: "expected type of field '_' is '' but provided type is 'string'" },
  ],
  ["jsonpatch.escapeKey('_')", value('_')],
  ["semver('1.2.3')._", { refused: "unexpected failed resolution of 'kubernetes.Semver'" }],
  ["ip('::1')._", { refused: "type 'net.IP' does not support field selection" }],
  ["url('https://h/?_=1').getQuery()['_']", value(['1'])],
  ["url('https://h/').getQuery().?_.hasValue()", value(false)],
]

/** Every form with every name. */
export const keys: readonly Hostile[] = names.flatMap((name) => {
  const own = Object.fromEntries([[name, 'own']])
  const rest = { text: 'text', number: 1, list: [1] }
  const without: JsonObject = { ...rest, inner: {} }
  const having: JsonObject = { ...Object.fromEntries(Object.entries(rest)), inner: own, ...own }
  return [
    ...forms.flatMap(([form, ends, ownEnds]) => [
      row(form, name, without, ends, 'without the key'),
      row(form, name, withOwn(having, name), ownEnds, 'with the key'),
    ]),
    ...others.map(([form, ends]) => row(form, name, without, ends, '')),
  ]
})

/** A spread sets `__proto__` where it stands for an own key; this makes sure that it is one. */
function withOwn(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries([...Object.entries(object), [name, 'own']])
}

function row(form: string, name: string, object: JsonObject, ends: Ending, which: string): Hostile {
  const expression = filled(form, name)
  return { name: `${expression} ${which}`.trim(), expression, object, ends: named(ends, name) }
}

function filled(form: string, name: string): string {
  return form.replaceAll(/(?<![\w])_(?!\w)/g, () => name)
}

function named(ends: Ending, name: string): Ending {
  if ('refused' in ends) return { refused: filled(ends.refused, name) }
  if ('error' in ends) return { error: filled(ends.error, name) }
  return ends.value === '_' ? { value: name } : ends
}

function value(of: unknown): Ending {
  return { value: of }
}

function noKey(): Ending {
  return { error: 'no such key: _' }
}
