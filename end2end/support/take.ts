import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { variable } from './variable'

/** The next number of its kind, over all workers: only one of them can make a folder. */
export function take(kind: string): number {
  for (let n = 0; ; n++) {
    try {
      mkdirSync(join(variable('BOOKWELL_OUTBOX'), '..', `${kind}-${n}`))
      return n
    } catch {
      // Another test has this one.
    }
  }
}
