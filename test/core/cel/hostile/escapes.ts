import type { Ending, Hostile } from './hostile.ts'

/** Set by code that has escaped from where it was text. */
export const mark = 'sallyportEscaped'

const code = `globalThis.${mark}=1`

/** What ends a literal, a comment, a template, a line, a function or a block, and goes on with code. */
const escapes = [
  `';${code};'`,
  `";${code};"`,
  `\`;${code};\``,
  `\${${code}}`,
  `\\';${code}//`,
  `\\";${code}//`,
  `\\\\";${code}//`,
  `*/${code}/*`,
  `//\n${code}`,
  `\r\n${code}\r\n`,
  `\u2028${code}\u2028`,
  `\u2029${code}\u2029`,
  `\u0085${code}`,
  `"]);${code};([["`,
  `"}};${code};{{"`,
  `');${code}}//`,
  `--><script>${code}</script><!--`,
  `\\u0022;${code}//`,
  `\\x22;${code}//`,
  `\0${code}`,
  `$&${code}`,
  `$'${code}`,
  '$1$`$&$$',
  `%s%d${code}`,
] as const

/** Names of what stands around the generated code, or in every JavaScript program. */
const globals = [
  'globalThis',
  'process',
  'require',
  'Function',
  'eval',
  'constructor',
  'window',
  'self',
  'this',
  'undefined',
  'NaN',
  'Infinity',
  'arguments',
  'frame',
  'runtime',
  'constants',
  'control',
  'limit',
  'read',
  'v1',
  's1',
  'c0',
  'i1',
  'L1',
] as const

/** `_` is the text as a CEL literal; what holds it gives the text again, or true. */
const textForms: readonly (readonly [form: string, result: 'text' | true])[] = [
  ['_', 'text'],
  ["_ + ''", 'text'],
  ['[_][0]', 'text'],
  ["{'a': _}.a", 'text'],
  ['{_: true}[_]', true],
  ['_ in {_: 1}', true],
  ['_ in [_]', true],
  ["_ in ['a', _, 'b']", true],
  ['object[_] == 1', true],
  ['object[?_].hasValue()', true],
  ['object.?a[?_].hasValue() == false', true],
  ['_ in object', true],
  ['object.exists(k, k == _)', true],
  ['object.all(k, v, k == _ && v == 1)', true],
  ['object.map(k, k)[0]', 'text'],
  ['object.transformMap(k, v, _)[_]', 'text'],
  ['object == {_: 1}', true],
  ['_.startsWith(_) && _.endsWith(_) && _.contains(_)', true],
  ["('a' + _).substring(1)", 'text'],
  ["'a'.replace('a', _)", 'text'],
  ["'ab'.replace('b', _).size() == _.size() + 1", true],
  ["['', ''].join(_)", 'text'],
  ["(_ + 'a').split(_) == ['', 'a']", true],
  ["'%s'.format([_])", 'text'],
  ['strings.quote(_).size() > 1', true],
  ['string(bytes(_))', 'text'],
  ['optional.of(_).value()', 'text'],
  ['Object{spec: Object.spec{a: _}}.spec.a', 'text'],
  ['JSONPatch{op: _}.op', 'text'],
  ['dyn(_) == _', true],
  ['lists.range(1).all(i, _ == _)', true],
]

/** Every text in every form. */
export const escapingTexts: readonly Hostile[] = escapes.flatMap((text) =>
  textForms.map(([form, result]) => ({
    name: `${form} of ${JSON.stringify(text)}`,
    expression: form.replaceAll(/(?<!\w)_(?!\w)/g, () => literal(text)),
    object: Object.fromEntries([[text, 1]]),
    ends: { value: result === 'text' ? text : true },
  })),
)

/** `_` is a name. */
const nameForms: readonly (readonly [form: string, ends: Ending])[] = [
  ['_', undeclared()],
  ['_.x', undeclared()],
  ["_['x']", undeclared()],
  ['_.?x.hasValue()', undeclared()],
  ['_ == 1', undeclared()],
  ['_()', undeclared()],
  ["_('return 1')()", { refused: 'Syntax error: …' }],
  ["object._('x')", undeclared()],
  ['_{}', undeclared()],
  ['_{a: 1}', undeclared()],
  ['[1].all(x, _ == x)', undeclared()],
  ['[1].map(_, _)[0]', { value: 1 }],
  ['[1].exists(_, [2].exists(x, x > _))', { value: true }],
  ['[[1]].all(_, _.all(_, _ == 1))', { value: true }],
  ['{1: 2}.transformList(k, _, k + _)', { value: [3] }],
  ['optional.of(1).optMap(_, _ + 1).value()', { value: 2 }],
  ["{'_': 3}._", { value: 3 }],
  ['object._', { error: 'no such key: _' }],
  ['has(object._)', { value: false }],
  ['Object{_: 1}._', { value: 1 }],
  ['has(Object._{}.x)', { value: false }],
  ['Object{_: Object._{a: 1}}._.a', { value: 1 }],
  ["'a'.matches('_')", { value: false }],
  ["duration('_')", { refused: 'invalid duration argument' }],
]

/** Every name in every form. */
export const globalNames: readonly Hostile[] = globals.flatMap((name) =>
  nameForms.map(([form, ends]) => ({
    name: filled(form, name),
    expression: filled(form, name),
    ends: endingFor(ends, name),
  })),
)

function undeclared(): Ending {
  return { refused: "undeclared reference to '_' (in container '')" }
}

function filled(form: string, name: string): string {
  return form.replaceAll(/(?<!\w)_(?!\w)/g, () => name)
}

function endingFor(ends: Ending, name: string): Ending {
  if ('refused' in ends) return { refused: filled(ends.refused, name) }
  return 'error' in ends ? { error: filled(ends.error, name) } : ends
}

/** The text as a literal of CEL. */
function literal(text: string): string {
  const escaped = [...text].map((character) =>
    /[\w $.;:=+[\](){}/*<>!-]/.test(character)
      ? character
      : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )
  return `'${escaped.join('')}'`
}
