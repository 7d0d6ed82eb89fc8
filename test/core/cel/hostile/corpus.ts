import { escapingTexts, globalNames } from './escapes.ts'
import type { Hostile } from './hostile.ts'
import { keys } from './keys.ts'
import { loops } from './loops.ts'
import { numbers } from './numbers.ts'
import { patterns } from './patterns.ts'
import { sizes } from './sizes.ts'
import { texts } from './texts.ts'

/** Everything that means harm, by what it goes against. */
export const corpus: readonly { readonly against: string; readonly rows: readonly Hostile[] }[] = [
  { against: 'a matcher that goes back', rows: patterns },
  { against: 'the clock: loops in loops', rows: loops },
  { against: 'the stack and the memory: what is deep or large', rows: sizes },
  { against: 'arithmetic: numbers at their edges', rows: numbers },
  { against: 'the functions of texts: half characters and long texts', rows: texts },
  { against: 'what JavaScript objects inherit', rows: keys },
  { against: 'the code that is made: texts that end a literal', rows: escapingTexts },
  { against: 'the globals of JavaScript: their names', rows: globalNames },
]
