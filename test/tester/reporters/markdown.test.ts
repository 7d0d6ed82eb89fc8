import { expect, test } from 'vitest'
import { codeBlock, inlineCode } from '#src/tester/reporters/code-text.ts'
import { markdown } from '#src/tester/reporters/markdown.ts'
import { plain } from '#src/tester/reporters/paint.ts'
import {
  everyResult,
  finding,
  hostile,
  mutated,
  oddPolicy,
  refused,
  reportOn,
  warned,
} from '#test/support/test-report.ts'

const print = (...given: Parameters<typeof reportOn>) => markdown.print(reportOn(...given), plain)

test('counts, then what is refused, then what is changed', () => {
  expect(print([refused, warned, mutated], { problems: [oddPolicy] })).toBe(`## Sallyport

| verdict | manifests |
| --- | ---: |
| pass | 1 |
| warn | 1 |
| deny | 1 |
| error | 0 |

### Policies and context

\`\`\`text
policies/e.yaml:4: warning: it expired → take it out
\`\`\`

### ❌ \`a.yaml:1\` \`Pod web\`

**deny** \`rule/0\` \`spec.x\` \`a.yaml:3:6\`

\`\`\`text
no

3 |   x: 1
  |      ^
\`\`\`

### ⚠️ \`a.yaml:1\` \`Pod odd\`

**warn** \`advice/named\` \`spec.x\` \`a.yaml:3:6\`

\`\`\`text
better not

3 |   x: 1
  |      ^
\`\`\`

### Mutations

\`\`\`diff
--- a.yaml
+++ a.yaml
@@ -1,1 +1,2 @@ policy adds
 a: 1
+b: 2
\`\`\`
`)
})

test('nothing to say is a table', () => {
  expect(print([]).split('\n')).toHaveLength(9)
})

test('of many the first are told, and how many more there are', () => {
  const text = print(Array.from({ length: 63 }, () => refused))
  expect(text.match(/^### /gm)).toHaveLength(50)
  expect(text).toContain('\n… and 13 more\n')
})

test.for([
  { given: 'a', code: '`a`' },
  { given: 'a`b', code: '``a`b``' },
  { given: '`', code: '`` ` ``' },
  { given: 'a``', code: '``` a`` ```' },
  { given: '', code: '`  `' },
  { given: ' a ', code: '`  a  `' },
  { given: 'a\n\nb', code: '`a b`' },
])('$given is the inline code $code', ({ given, code }) => {
  expect(inlineCode(given)).toBe(code)
})

test.for([
  { given: 'a\n', block: '```x\na\n```' },
  { given: '```\nb', block: '````x\n```\nb\n````' },
  { given: '', block: '```x\n\n```' },
])('$given is the block $block', ({ given, block }) => {
  expect(codeBlock(given, 'x')).toBe(block)
})

/** What is left once code is taken out, as CommonMark does: a fence ends with one as long, a span with a run as long. */
function withoutCode(text: string): string {
  const blocks = text.replaceAll(/^(`{3,})\w*\n[\s\S]*?\n\1`*$/gm, 'BLOCK')
  return blocks.replaceAll(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, 'CODE')
}

test('what manifests hold stands in code only', () => {
  const findings = [{ ...finding, message: hostile, path: hostile, excerpt: `1 | ${hostile}` }]
  const given = { ...refused, name: hostile, source: hostile, findings }
  const text = print([given, ...everyResult], { problems: [{ ...oddPolicy, message: hostile }] })
  expect(text).toContain('alert(1)')
  expect(withoutCode(text)).not.toMatch(/[<>@&\\[]|alert|http/)
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/)
})
