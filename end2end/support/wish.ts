import { type Page, expect } from '@playwright/test'
import { everybody } from './booking'
import { take } from './take'

/** With whom, what and when. */
export interface Wish {
  role: string
  visit: string
  start: string
}

/** Half of the people, by how long their ids are: what one kind of test takes there another kind does not
 * want. */
type Half = 0 | 1

/** Fills in the form without its pages, and opens the one where the answers are checked. */
export async function check(page: Page, { role, visit, start }: Wish): Promise<void> {
  const form = { role, visit_type: visit, start, need: 'routine', reason: '', contact: '206-555-0100' }
  const answer = await page.request.post('/api/start_draft', { form, maxRedirects: 0 })
  expect(answer.status()).toBe(200)
  await page.goto(answer.headers()['location'] ?? '')
}

/** Two offices that have a free time for the visit each, with fewer minutes between the two than
 * `minutes`. Each test has a pair of its own. */
export async function tooNear(page: Page, visit: string, minutes: number): Promise<[Wish, Wish]> {
  const roles = await rolesFor(page, visit, 0)
  for (const _ of roles) {
    const one = roles[take('near') % roles.length]
    if (one === undefined) continue
    const elsewhere = roles.filter(({ location }) => location !== one.location)
    for (const day of (await freeDays(page, one.role, visit)).slice(-5).reverse()) {
      const start = (await freeTimes(page, one.role, visit, day)).at(-1)
      if (start === undefined) continue
      const near = await firstNear(page, elsewhere, { visit, start, day, minutes })
      if (near !== undefined) return [{ role: one.role, visit, start }, near]
    }
  }
  throw new Error('no two offices have times that near')
}

async function firstNear(
  page: Page,
  roles: { role: string }[],
  { visit, start, day, minutes }: { visit: string; start: string; day: string; minutes: number },
): Promise<Wish | undefined> {
  for (const { role } of roles) {
    const near = (await freeTimes(page, role, visit, day)).find((time) => {
      const apart = Math.abs(Date.parse(time) - Date.parse(start)) / 60_000
      return apart >= 20 && apart < 20 + minutes
    })
    if (near !== undefined) return { role, visit, start: near }
  }
  return undefined
}

/** Two people with a free time each, days apart. */
export async function twoOf(page: Page, visit: string): Promise<[Wish, Wish]> {
  const roles = await rolesFor(page, visit, 1)
  const wishes: Wish[] = []
  for (const _ of roles) {
    const role = roles[take('two') % roles.length]?.role
    const times = role === undefined ? [] : await lastTimes(page, role, visit)
    const start = wishes.length === 0 ? times.at(-1) : times[0]
    if (role !== undefined && start !== undefined && wishes[0]?.start.slice(0, 10) !== start.slice(0, 10)) {
      wishes.push({ role, visit, start })
    }
    if (wishes.length === 2) return wishes as [Wish, Wish]
  }
  throw new Error('nobody has times enough')
}

async function rolesFor(page: Page, visit: string, half: Half): Promise<{ role: string; location: string }[]> {
  const roles = (await everybody(page.request, visit)).map(({ listing: { role, location } }) => ({ role: role.id, location: location.id }))
  return roles.filter(({ role }) => role.length % 2 === half)
}

/** The free times of the last day that has any. */
async function lastTimes(page: Page, role: string, visit: string): Promise<string[]> {
  const day = (await freeDays(page, role, visit)).at(-1)
  return day === undefined ? [] : freeTimes(page, role, visit, day)
}

/** The days that have free times. */
async function freeDays(page: Page, role: string, visit: string): Promise<string[]> {
  const answer = await page.request.get('/api/free_times', { params: { role, visit_type: visit } })
  return ((await answer.json()) as { days: { date: string }[] }).days.map(({ date }) => date)
}

async function freeTimes(page: Page, role: string, visit: string, date: string): Promise<string[]> {
  const answer = await page.request.get('/api/free_times', { params: { role, visit_type: visit, date } })
  return ((await answer.json()) as { times: { instant: string }[] }).times.map(({ instant }) => instant)
}
