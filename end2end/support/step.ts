import { type Page, expect } from '@playwright/test'
import type { Credentials } from './members'
import type { Words } from './words'

/** Types a member number and a password on the page for it, and sends them. */
export async function typePassword(page: Page, w: Words, { number, password }: Credentials): Promise<void> {
  await page.goto('/sign-on')
  await page.getByLabel(w.sign_on.number).fill(number)
  await page.getByLabel(w.sign_on.password, { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: w.sign_on.button, exact: true }).click()
}

/** Signs off from the account. */
export async function signOff(page: Page, w: Words): Promise<void> {
  await page.goto('/account')
  await page.getByRole('main').getByRole('button', { name: w.account.sign_off, exact: true }).click()
  await expect(page).toHaveURL('/')
}
