import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findFiles } from '#src/files/find-files.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const files = {
  'b.yaml': '',
  'a/one.yml': '',
  'a/deep/two.json': '',
  'a/notes.txt': '',
  'a/.hidden.yaml': '',
  'a/.git/config.yaml': '',
  'a/node_modules/x/y.yaml': '',
  'a/[odd].yaml': '',
}

test.for([
  { name: 'a folder', paths: ['a'], found: ['a/[odd].yaml', 'a/deep/two.json', 'a/one.yml'] },
  { name: 'here', paths: ['.'], found: ['a/[odd].yaml', 'a/deep/two.json', 'a/one.yml', 'b.yaml'] },
  {
    name: 'a file of any name',
    paths: ['a/notes.txt', 'a/.hidden.yaml'],
    found: ['a/notes.txt', 'a/.hidden.yaml'],
  },
  { name: 'a file twice', paths: ['a/one.yml', './a/../a/one.yml'], found: ['./a/../a/one.yml'] },
  { name: 'a glob', paths: ['**/*.y*ml'], found: ['a/[odd].yaml', 'a/one.yml', 'b.yaml'] },
  { name: 'a glob with dots', paths: ['./a/*.yml'], found: ['a/one.yml'] },
  { name: 'a name that looks like a glob', paths: ['a/[odd].yaml'], found: ['a/[odd].yaml'] },
])('$name', async ({ paths, found }) => {
  expect(findFiles(paths, await temporaryFolder(files))).toEqual({ files: found, problems: [] })
})

test.for([
  { name: 'no such file', path: 'nowhere.yaml', message: 'there is no such file or folder' },
  { name: 'a glob that nothing matches', path: 'a/*.xml', message: 'no file matches' },
  { name: 'a glob below nothing', path: 'nowhere/*', message: 'no file matches' },
  { name: 'an empty path', path: '', source: '""', message: 'an empty path names nothing' },
  { name: 'below a file', path: 'b.yaml/c', message: 'there is no such file or folder' },
])('is a problem: $name', async ({ path, source = path, message }) => {
  expect(findFiles([path, 'b.yaml'], await temporaryFolder(files))).toEqual({
    files: ['b.yaml'],
    problems: [{ code: 'unreadable-path', severity: 'error', message, source }],
  })
})

test('links are followed, one that leads back is not walked for ever', async () => {
  const folder = await temporaryFolder({ 'real/..data/policy.yaml': '', 'real/sub/x.yaml': '' })
  symlinkSync('..data/policy.yaml', join(folder, 'real/policy.yaml'))
  symlinkSync('../../real', join(folder, 'real/sub/back'))
  symlinkSync('nowhere.yaml', join(folder, 'real/dangling.yaml'))
  symlinkSync('circle.yaml', join(folder, 'real/circle.yaml'))
  mkdirSync(join(folder, 'real/looks-like.yaml'))
  expect(findFiles(['real'], folder).files).toEqual(['real/policy.yaml', 'real/sub/x.yaml'])
})
