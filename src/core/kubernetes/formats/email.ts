import { isIp } from './ip.ts'

/**
 * One address as Go's mail.ParseAddress reads it: `a@b`, `Name <a@b>`, with comments, quoted texts and domain literals.
 * https://github.com/golang/go/blob/master/src/net/mail/message.go
 */
export function isEmail(text: string): boolean {
  const address = afterMailbox(text) ?? afterGroup(text)
  const rest = address === undefined ? undefined : afterComments(address)
  return rest === ''
}

/** Each reader takes what it knows from the front and answers the rest; undefined where it does not stand there. */
type Rest = string | undefined

const atom = /^(?:[!#-'*+\-/-9=?A-Z^-~.]|[^\0-\x7f])+/
const quoted = /^"(?:[\t !#-[\]-~]|[^\0-\x7f]|\\(?:[\t -~]|[^\0-\x7f]))*"/

function afterMailbox(text: string): Rest {
  const plain = afterSpec(text)
  if (plain !== undefined) {
    const rest = withoutSpace(plain)
    return rest.startsWith('(') ? afterComment(rest) : rest
  }
  const named = afterName(withoutSpace(text))
  if (named === undefined || !named.startsWith('<')) return undefined
  const rest = afterSpec(named.slice(1))
  return rest?.startsWith('>') ? rest.slice(1) : undefined
}

/** A group of a single address. */
function afterGroup(text: string): Rest {
  const named = afterName(withoutSpace(text))
  if (!named?.startsWith(':')) return undefined
  const member = afterMailbox(named.slice(1))
  const rest = member === undefined ? undefined : afterComments(member)
  return rest?.startsWith(';') ? rest.slice(1) : undefined
}

function afterSpec(text: string): Rest {
  const start = withoutSpace(text)
  const local = start.startsWith('"') ? afterQuoted(start) : afterAtom(start)
  if (!local?.startsWith('@') || start.startsWith('""')) return undefined
  const domain = withoutSpace(local.slice(1))
  return domain.startsWith('[') ? afterLiteral(domain) : afterAtom(domain)
}

/** An atom with dots between its parts. */
function afterAtom(text: string): Rest {
  const found = atom.exec(text)?.[0]
  if (found === undefined || found.startsWith('.') || found.endsWith('.')) return undefined
  return found.includes('..') ? undefined : text.slice(found.length)
}

function afterQuoted(text: string): Rest {
  const found = quoted.exec(text)?.[0]
  return found === undefined ? undefined : text.slice(found.length)
}

function afterLiteral(text: string): Rest {
  const end = text.indexOf(']')
  return end > 0 && isIp(text.slice(1, end)) ? text.slice(end + 1) : undefined
}

/** One word or more, in which dots stand anywhere; none before an angle bracket. */
function afterName(text: string): Rest {
  if (text.startsWith('<')) return text
  let rest: Rest = afterWord(text)
  for (let next = rest; next !== undefined; next = afterWord(rest)) {
    rest = afterComments(next)
    if (rest === undefined) return undefined
  }
  return rest
}

function afterWord(text: string): Rest {
  const word = (text.startsWith('"') ? quoted : atom).exec(text)?.[0]
  return word === undefined ? undefined : text.slice(word.length)
}

function afterComments(text: string): Rest {
  let rest: Rest = withoutSpace(text)
  while (rest?.startsWith('(')) {
    const after = afterComment(rest)
    rest = after === undefined ? undefined : withoutSpace(after)
  }
  return rest
}

function afterComment(text: string): Rest {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '\\') at++
    else if (character === '(') depth++
    else if (character === ')' && --depth === 0) return text.slice(at + 1)
  }
  return undefined
}

function withoutSpace(text: string): string {
  return text.replace(/^[ \t]+/, '')
}
