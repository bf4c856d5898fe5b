import { type APIRequestContext, type Page, expect } from '@playwright/test'
import { code } from './outbox'
import { take } from './take'
import { words } from './words'

/** Somebody on the demonstration's roll (server/src/demonstration/members.rs). */
export interface Member {
  number: string
  family: string
  month: string
  day: string
  year: string
  email: string
  password: string
}

/** What signing on takes. */
export type Credentials = Pick<Member, 'number' | 'password'>

const password = 'correct horse demonstration'
const families = ['Abernathy', 'Bellweather', 'Cordova', 'Duong', 'Eastman']

export const members = {
  /** Can sign on at once. */
  registered: { number: '10000012', password, email: 'rosa@example.org' },
  /** Nobody else in this run uses them: appointments of two tests never overlap. */
  unregistered: (): Member => {
    const n = take('member')
    const number = `2000${String(n).padStart(4, '0')}`
    const born = { month: String((n % 12) + 1), day: '1', year: String(1940 + Math.floor(n / 12)) }
    return { number, family: families[n % families.length] ?? '', ...born, email: `member-${number}@example.org`, password }
  },
}

/** Registers without a browser's pages. */
export async function register(request: APIRequestContext, member: Member): Promise<void> {
  const { number, family, month, day, year, email, password } = member
  const post = (path: string, form: Record<string, string>) => request.post(path, { form, maxRedirects: 0 })
  const asked = await post('/api/register', { number, family, month, day, year })
  expect(asked.status()).toBeLessThan(400)
  const confirmed = await post('/api/confirm_registration', { code: await code(email), password })
  expect(confirmed.status()).toBeLessThan(400)
}

/** Signs on: on the page for it where that is open, else without a page. */
export async function signOn(page: Page, member: Credentials = members.registered): Promise<void> {
  if (!page.url().includes('/sign-on')) {
    const { number, password } = member
    const answer = await page.request.post('/api/sign_on', { form: { number, password }, maxRedirects: 0 })
    expect(answer.status()).toBe(200)
    return
  }
  const w = words((await page.locator('html').getAttribute('lang')) ?? undefined).sign_on
  await page.getByLabel(w.number).fill(member.number)
  await page.getByLabel(w.password, { exact: true }).fill(member.password)
  await page.getByRole('main').getByRole('button', { name: w.button, exact: true }).click()
  await expect(page).not.toHaveURL(/\/sign-on/)
}
