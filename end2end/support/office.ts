import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { variable } from './variable'

const root = resolve(import.meta.dirname, '../..')
const bundle = resolve(root, process.env.BOOKWELL_BUNDLE ?? 'target/dev')

/** A command of an office. Returns what it tells. */
export function office(...words: string[]): string {
  return command('office', ...words)
}

/** A command; the server that the tests run carries it out. Returns what it tells. */
export function command(...words: string[]): string {
  return commandOf(variable('BOOKWELL_OUTBOX'), ...words)
}

/** The same for the server with this outbox. */
export function commandOf(outbox: string, ...words: string[]): string {
  const env = { ...process.env, DATABASE_URL: `surrealkv://${join(outbox, '..', 'db')}` }
  return execFileSync(join(bundle, 'server'), words, { cwd: root, env, encoding: 'utf8' })
}

/** The day of an instant in the offices of the demonstration. */
export function dayOf(instant: string): string {
  return new Date(instant).toLocaleDateString('en-CA', { timeZone: 'America/Los_Angeles' })
}
