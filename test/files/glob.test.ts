import { expect, test } from 'vitest'
import { globPattern, globRoot, isGlob } from '#src/files/glob.ts'

test.for([
  {
    glob: 'a/*.yaml',
    matches: ['a/b.yaml'],
    not: ['a/b/c.yaml', 'a/.b.yaml', 'a/b.yml', 'b/b.yaml'],
  },
  { glob: 'a/**/*.yaml', matches: ['a/b.yaml', 'a/b/c/d.yaml'], not: ['a/.git/b.yaml', 'b.yaml'] },
  { glob: '**', matches: ['a', 'a/b.yaml'], not: ['.a', 'a/.b'] },
  { glob: '**/web.yaml', matches: ['web.yaml', 'a/b/web.yaml'], not: ['a/xweb.yaml'] },
  { glob: 'a?.yaml', matches: ['ab.yaml'], not: ['a.yaml', 'abc.yaml', 'a/.yaml'] },
  { glob: '[a-c]/[!x].yaml', matches: ['b/y.yaml'], not: ['d/y.yaml', 'b/x.yaml', 'b//.yaml'] },
  { glob: 'a.{yaml,y?l}', matches: ['a.yaml', 'a.yml'], not: ['a.json', 'axyaml'] },
  { glob: '(a)+$[.]', matches: ['(a)+$.'], not: ['a', 'aa$.'] },
  { glob: 'a[1', matches: ['a[1'], not: ['a1'] },
])('$glob', ({ glob, matches, not }) => {
  const pattern = globPattern(glob)
  expect(matches.filter((path) => !pattern.test(path))).toEqual([])
  expect(not.filter((path) => pattern.test(path))).toEqual([])
})

test.for([
  { glob: 'a/b/*.yaml', root: 'a/b' },
  { glob: '*.yaml', root: '' },
  { glob: '/*.yaml', root: '/' },
  { glob: '/a/**', root: '/a' },
  { glob: '../x/{a,b}/c', root: '../x' },
])('$glob is looked for below "$root"', ({ glob, root }) => {
  expect(globRoot(glob)).toBe(root)
})

test.for([
  { text: 'a/b.yaml', is: false },
  { text: 'a/*.yaml', is: true },
  { text: '{a,b}', is: true },
])('$text is a glob: $is', ({ text, is }) => {
  expect(isGlob(text)).toBe(is)
})
