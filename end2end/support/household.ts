import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Page, expect } from '@playwright/test'
import type { Member } from './members'
import { take } from './take'
import { variable } from './variable'
import { type Words, sentence } from './words'

const root = resolve(import.meta.dirname, '../..')
const bundle = resolve(root, process.env.BOOKWELL_BUNDLE ?? 'target/dev')

/** Lets one member act for another, as the plan does it: by a table that the running server imports. */
export function mayActFor(proxy: Member, member: Member, scope: 'view' | 'book'): void {
  const folder = join(variable('BOOKWELL_OUTBOX'), '..')
  const id = `test-${take('grant')}`
  const table = join(folder, `${id}.csv`)
  const header = 'grant,proxy,member,relation,scope,valid_from,valid_until,given_by,status'
  writeFileSync(table, `${header}\n${id},${proxy.number},${member.number},carer,${scope},2026-01-01,,member,\n`)
  const env = { ...process.env, DATABASE_URL: `surrealkv://${join(folder, 'db')}` }
  const told = execFileSync(join(bundle, 'server'), ['import', 'grants', table], { cwd: root, env, encoding: 'utf8' })
  expect(told).toContain('1 grants: 1 new')
}

/** Chooses in the header whose appointments are seen: the first other one of the household, or oneself. */
export async function actFor(page: Page, words: Words, who: 'other' | 'me'): Promise<void> {
  const chooser = page.getByRole('banner').locator('details')
  await chooser.locator('summary').click()
  await chooser.getByRole('button').nth(who === 'me' ? 0 : 1).click()
  const line = page.getByText(sentence(words.common.acting))
  await expect(line).toHaveCount(who === 'me' ? 0 : 1)
}
