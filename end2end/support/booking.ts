import { type APIRequestContext, type Page, expect } from '@playwright/test'
import { take } from './take'
import type { Words } from './words'

/** The kind of visit that the tests book. */
export const visit = { id: 'office-visit', en: 'Office visit', es: 'Visita en el consultorio' }

/** The name of the visit in the language of the page. */
export async function visitName(page: Page): Promise<string> {
  return (await page.locator('html').getAttribute('lang')) === 'es' ? visit.es : visit.en
}

/** Somebody in the directory, as far as the tests look. */
export interface Listed {
  listing: { role: { id: string }; location: { id: string } }
  next: unknown[]
}

/** Everybody who can be booked online for a visit, on all pages of the directory. */
export async function everybody(request: APIRequestContext, visit: string): Promise<Listed[]> {
  const found: Listed[] = []
  for (let after: string | null = ''; after !== null; ) {
    const search: Record<string, string> = { visit_type: visit, online: 'true', accepting: 'true', after }
    const fields = Object.entries(search).filter(([, value]) => value !== '')
    const params = Object.fromEntries(fields.map(([name, value]) => [`query[${name}]`, value]))
    const answer = await request.get('/api/search_directory', { params })
    const results = (await answer.json()) as { cards: Listed[]; next?: string | null }
    found.push(...results.cards)
    after = results.next ?? null
  }
  return found
}

/** Who somebody is in the directory, and their free times of a day. */
interface Times {
  listing: { location: { id: string }; clinician: { name: string } }
  times: { instant: string }[]
}

/** The free times of a day for the visit. */
export async function timesOf(request: APIRequestContext, role: string, date: string): Promise<Times> {
  const answer = await request.get('/api/free_times', { params: { role, visit_type: visit.id, date } })
  return (await answer.json()) as Times
}

/** A role with free times for the visit. Each test has another one, so that none takes a time
 * that another one wants. */
export async function freeRole({ request }: Page): Promise<string> {
  const listed = await everybody(request, visit.id)
  const roles = listed.filter(({ next }) => next.length > 0).map(({ listing }) => listing.role.id)
  for (const _ of roles) {
    const role = roles[take('role') % roles.length]
    if (role !== undefined && (await timesOfThirdDay(request, role)) > 2) return role
  }
  throw new Error('nobody in the directory has times enough')
}

/** How many times are free on the day that `chooseTime` chooses: two members want some each. */
async function timesOfThirdDay(request: APIRequestContext, role: string): Promise<number> {
  const answer = await request.get('/api/free_times', { params: { role, visit_type: visit.id } })
  const { days } = (await answer.json()) as { days: { count: number }[] }
  return days[2]?.count ?? 0
}

/** Answers the questions up to the time: it can wait, the visit, a day, a time. */
export async function chooseTime(page: Page, words: Words, role: string): Promise<string> {
  await page.goto(`/book/${role}`)
  await page.getByRole('radio', { name: words.book.routine }).check()
  await page.getByRole('button', { name: words.book.go_on }).click()
  await expect(page.getByRole('heading', { level: 1, name: words.book.visit_title })).toBeVisible()
  await page.getByRole('link', { name: await visitName(page) }).click()
  await expect(page.getByRole('heading', { level: 1, name: words.book.time_title })).toBeVisible()
  const days = page.getByRole('navigation', { name: words.common.days }).getByRole('link')
  await days.nth(2).click()
  await expect(days.nth(2)).toHaveAttribute('aria-current', 'date')
  const time = page.getByRole('radio').first()
  await time.check()
  return (await time.getAttribute('value')) ?? ''
}

/** Goes on from a chosen time to the page where all answers are checked. */
export async function typeDetails(page: Page, words: Words, reason: string): Promise<void> {
  await page.getByRole('button', { name: words.book.go_on }).click()
  await expect(page.getByRole('heading', { level: 1, name: words.book.details_title })).toBeVisible()
  await page.getByLabel(words.book.reason).fill(reason)
  await page.getByRole('button', { name: words.book.go_on }).click()
  await expect(page.getByRole('heading', { level: 1, name: words.book.check_title })).toBeVisible()
}

/** An appointment of a member who is signed on, with somebody of their own. */
export async function haveAppointment(page: Page, words: Words, reason = ''): Promise<Booking> {
  const role = await freeRole(page)
  const start = await chooseTime(page, words, role)
  await typeDetails(page, words, reason)
  return { role, start, address: await book(page, words) }
}

/** What was booked, and where it is. */
interface Booking {
  role: string
  start: string
  address: string
}

/** Books, and answers with the address of the appointment. */
export async function book(page: Page, words: Words): Promise<string> {
  await page.getByRole('button', { name: words.book.book }).click()
  await expect(page.getByRole('heading', { level: 1, name: words.appointments.done_booked })).toBeVisible()
  return new URL(page.url()).pathname
}
