import { createHmac } from 'node:crypto'
import { type Page, expect } from '@playwright/test'
import { commandOf } from './office'
import { take } from './take'
import { variable } from './variable'
import type { Words } from './words'

const password = 'four plain words here'
const stepsOfDay = 2 * 60 * 24
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Somebody of an office, with the secret of their authenticator. */
export interface Staff {
  name: string
  secret: string
}

/** Adds somebody of an office whom no other test uses: their name, and the code with which they enrol. */
export function invite(place: string, role: 'desk' | 'manager', outbox = variable('BOOKWELL_OUTBOX')): { name: string; invitation: string } {
  const name = `Ana Ruiz ${take('staff') + 1}`
  const told = commandOf(outbox, 'staff', 'add', name, '--office', place, '--role', role)
  return { name, invitation: told.trim().split('\n').at(-1) ?? '' }
}

/** The code that an authenticator shows, so many steps of half a minute from now. */
export function oneTimeCode(secret: string, steps = 0): string {
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps))
  const hash = createHmac('sha1', key).update(counter).digest()
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7fffffff
  return String(number % 1_000_000).padStart(6, '0')
}

/** Goes on from the page for it to an account of their own, and is signed on. */
export async function enrol(page: Page, w: Words, invitation: string): Promise<string> {
  await page.getByLabel(w.staff.invitation).fill(invitation)
  await page.getByRole('button', { name: w.staff.enrol_begin }).click()
  await expect(page.getByRole('img', { name: w.second_step.app_picture })).toBeVisible()
  const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '')
  await page.getByLabel(w.staff.new_password).fill(password)
  await page.getByLabel(w.staff.confirm_code, { exact: true }).fill(oneTimeCode(secret))
  return secret
}

/** Signs on where the clock is so many days ahead. The code of the next half minute is taken too: that of this
 * one was used to enrol. */
export async function signOnAsStaff(page: Page, w: Words, { name, secret }: Staff, daysAhead = 0): Promise<void> {
  await page.getByLabel(w.staff.name, { exact: true }).fill(name)
  await page.getByLabel(w.staff.password, { exact: true }).fill(password)
  await page.getByLabel(w.staff.one_time, { exact: true }).fill(oneTimeCode(secret, daysAhead * stepsOfDay + 1))
  await page.getByRole('main').getByRole('button', { name: w.staff.sign_on, exact: true }).click()
}
