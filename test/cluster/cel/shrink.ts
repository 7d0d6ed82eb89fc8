import { leaf, replaced, type Tree, textOf, treesWithin } from './tree.ts'
import { typeText } from './types.ts'

/**
 * The smallest expression that can be made of the tree's parts and plain literals and still differs. `differ` tells of
 * `atOnce` at most which do, small ones first.
 */
export async function shrink(
  tree: Tree,
  differ: (candidates: readonly Tree[]) => Promise<readonly boolean[]>,
  atOnce: number,
): Promise<Tree> {
  const candidates = smallerThan(tree)
  for (let start = 0; start < candidates.length; start += atOnce) {
    const some = candidates.slice(start, start + atOnce)
    const differing = await differ(some)
    const next = some.find((_, index) => differing[index])
    if (next !== undefined) return shrink(next, differ, atOnce)
  }
  return tree
}

/** Smaller trees, the smallest first: a part as the whole, a part in the place of what holds it, a literal in its place. */
function smallerThan(tree: Tree): readonly Tree[] {
  const length = textOf(tree).length
  const within = treesWithin(tree)
  const made = within.flatMap((one) => [
    one,
    ...treesWithin(one)
      .slice(1)
      .map((part) => replaced(tree, one, part)),
    ...plain(one).map((literal) => replaced(tree, one, literal)),
  ])
  const byText = new Map(made.map((candidate) => [textOf(candidate), candidate]))
  return [...byText.values()]
    .filter((candidate) => textOf(candidate).length < length)
    .sort((left, right) => textOf(left).length - textOf(right).length)
}

const shortest: Readonly<Record<string, string>> = {
  bool: 'true',
  int: '1',
  uint: '1u',
  double: '1.5',
  string: "'a'",
  bytes: "b'a'",
  list: '[]',
  map: '{}',
  null_type: 'null',
  optional_type: 'optional.none()',
  dyn: 'dyn(1)',
}

function plain({ type }: Tree): readonly Tree[] {
  const text = shortest[typeText(type)] ?? shortest[type.name]
  return text === undefined ? [] : [leaf(text, type)]
}
