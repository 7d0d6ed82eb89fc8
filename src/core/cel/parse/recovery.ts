import { type Follow, type Point, ruleEnd } from './points.ts'
import { close, nowhere, reportSyntaxError } from './report.ts'
import { type Kind, kind, nameOf, type Token } from './token.ts'
import { peek, peekKind, type Tokens, take, textBetween } from './tokens.ts'

/** cel-go's limits. https://github.com/google/cel-go/blob/v0.29.2/parser/parser.go */
const recoveryLimit = 30
const lookaheadLimit = 256

/**
 * What the parser knows when it meets an error. The rules are those of ANTLR's default error strategy, so that the
 * messages and their places are cel-go's: drop one token, or make one up, or skip to where an open rule can go on.
 * https://github.com/antlr4-go/antlr/blob/v4.13.1/error_strategy.go
 */
export interface Recovery {
  readonly tokens: Tokens
  /** What may follow each rule that is open, the innermost last. */
  readonly open: Follow[]
  /** An error was reported and no token has been accepted since: further errors are its consequence. */
  recovering: boolean
  attempts: number
  lastIndex: number
  readonly lastPoints: Set<Point>
}

export function recoveryOf(tokens: Tokens): Recovery {
  return { tokens, open: [], recovering: false, attempts: 0, lastIndex: -1, lastPoints: new Set() }
}

/** Takes the token that must come here. Undefined: it does not come, which has been reported, and the rule must end. */
export function match(recovery: Recovery, expected: Kind, point: Point): Token | undefined {
  if (peekKind(recovery.tokens) === expected) return accept(recovery)
  countAttempt(recovery)
  if (dropOne(recovery, point)) return take(recovery.tokens)
  if (mayComeAfter(recovery, point)) {
    reportHere(recovery, `missing ${expectation(point)} at ${display(recovery)}`)
    const { start } = peek(recovery.tokens)
    return { kind: expected, start, end: start }
  }
  failMismatched(recovery, point)
  return undefined
}

/** Takes a token that is known to come. */
export function accept(recovery: Recovery): Token {
  endRecovery(recovery)
  return take(recovery.tokens)
}

/** Whether one of the tokens that may come here does, if need be behind one that is dropped; else the rule must end. */
export function expect(recovery: Recovery, point: Point): boolean {
  if (recovery.recovering || point.expects.has(peekKind(recovery.tokens))) return true
  if (dropOne(recovery, point)) return true
  failMismatched(recovery, point)
  return false
}

/** Between two turns of a loop: skips what can neither continue the loop nor follow it. */
export function expectInLoop(recovery: Recovery, point: Point): void {
  if (recovery.recovering || point.expects.has(peekKind(recovery.tokens))) return
  reportUnwanted(recovery, point)
  skipTo(recovery, new Set([...point.expects, ...recoverySet(recovery)]))
}

/** Reports that no alternative of a rule starts with the next tokens, of which the last does not fit; the rule must end. */
export function failWithoutAlternative(recovery: Recovery, point: Point, ahead: number): void {
  const first = peek(recovery.tokens)
  const input =
    first.kind === kind.endOfFile
      ? '<EOF>'
      : textBetween(recovery.tokens, first, peek(recovery.tokens, ahead))
  const reserved = /^.(true|false|null)$/su.exec(input)?.[1]
  const message =
    reserved === undefined
      ? `no viable alternative at input ${quoted(input)}`
      : `mismatched input '${reserved}' expecting IDENTIFIER`
  reportHere(recovery, message, peek(recovery.tokens, ahead))
  recover(recovery, point)
}

function failMismatched(recovery: Recovery, point: Point): void {
  reportHere(recovery, `mismatched input ${display(recovery)} expecting ${expectation(point)}`)
  recover(recovery, point)
}

/** Drops the next token when the one behind it is what was expected. */
function dropOne(recovery: Recovery, point: Point): boolean {
  if (!point.expects.has(peekKind(recovery.tokens, 1))) return false
  reportUnwanted(recovery, point)
  take(recovery.tokens)
  endRecovery(recovery)
  return true
}

function reportUnwanted(recovery: Recovery, point: Point): void {
  reportHere(recovery, `extraneous input ${display(recovery)} expecting ${expectation(point)}`)
}

function reportHere(recovery: Recovery, message: string, at: Token = peek(recovery.tokens)): void {
  if (recovery.recovering) return
  recovery.recovering = true
  reportSyntaxError(recovery.tokens.report, at.start, message)
}

function endRecovery(recovery: Recovery): void {
  recovery.recovering = false
  recovery.lastIndex = -1
  recovery.lastPoints.clear()
}

/** Skips to a token that some open rule can go on with; one token at least when this place was here before. */
function recover(recovery: Recovery, point: Point): void {
  countAttempt(recovery)
  const { tokens, lastPoints } = recovery
  const before = tokens.index
  if (recovery.lastIndex === before && lastPoints.has(point)) take(tokens)
  recovery.lastIndex = tokens.index
  lastPoints.add(point)
  if (peekKind(tokens) === kind.endOfFile) return
  skipTo(recovery, recoverySet(recovery), lookaheadLimit - (tokens.index - before))
}

function recoverySet({ open }: Recovery): ReadonlySet<number> {
  return new Set(open.flatMap((follow) => [...follow]))
}

function skipTo(
  recovery: Recovery,
  wanted: ReadonlySet<number>,
  limit = Number.POSITIVE_INFINITY,
): void {
  const { tokens } = recovery
  for (
    let skipped = 0;
    peekKind(tokens) !== kind.endOfFile && !wanted.has(peekKind(tokens));
    skipped++
  ) {
    if (skipped >= limit) {
      close(
        tokens.report,
        nowhere,
        `error recovery token lookahead limit exceeded: ${lookaheadLimit}`,
      )
      return
    }
    take(tokens)
  }
}

function countAttempt(recovery: Recovery): void {
  if (recovery.attempts < recoveryLimit) {
    recovery.attempts++
  } else {
    const { tokens } = recovery
    close(
      tokens.report,
      peek(tokens).start,
      `Syntax error: error recovery attempt limit exceeded: ${recoveryLimit}`,
    )
  }
}

/** Whether the next token may come behind the one that is missing here, in the open rules as they are. */
function mayComeAfter({ tokens, open }: Recovery, { after }: Point): boolean {
  const next = peekKind(tokens)
  for (const follow of [after, ...open.toReversed()]) {
    if (follow.has(next)) return true
    if (!follow.has(ruleEnd)) return false
  }
  return false
}

function expectation({ expects }: Point): string {
  const names = [...expects].sort((a, b) => a - b).map(nameOf)
  return names.length > 1 ? `{${names.join(', ')}}` : names.join('')
}

function display({ tokens }: Recovery): string {
  const token = peek(tokens)
  return quoted(token.kind === kind.endOfFile ? '<EOF>' : tokens.text.slice(token.start, token.end))
}

function quoted(text: string): string {
  return `'${text.replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`
}
