/** One instruction of a Dockerfile, its lines joined. */
export interface Instruction {
  readonly name: string
  readonly text: string
}

/** What stands between one FROM and the next. */
export interface Stage {
  readonly base: string
  /** Empty where the stage has no name. */
  readonly name: string
  readonly instructions: readonly Instruction[]
}

/** The stages of a Dockerfile, as far as ours goes. https://docs.docker.com/reference/dockerfile/ */
export function stagesOf(dockerfile: string): readonly Stage[] {
  const instructions = dockerfile
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', text = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
      return { name, text }
    })
  const starts = instructions.flatMap(({ name }, index) => (name === 'FROM' ? [index] : []))
  return starts.map((start, order) => {
    const words = instructions[start]?.text.split(/\s+/).filter((word) => !word.startsWith('--'))
    const [base = '', , name = ''] = words ?? []
    return { base, name, instructions: instructions.slice(start + 1, starts[order + 1]) }
  })
}

/** What the last instruction of that name says in a stage. */
export function saidBy(stage: Stage, name: string): string | undefined {
  return stage.instructions.findLast((instruction) => instruction.name === name)?.text
}
