import type { Page } from '@playwright/test'
import { book, chooseTime, freeRole, typeDetails } from '../support/booking'
import { axe, expect, test } from '../support/test'
import { type Words, sentence, words } from '../support/words'

/** From the chosen time to the page where the reason is typed. */
async function goOn(page: Page, w: Words): Promise<void> {
  await page.getByRole('button', { name: w.book.go_on }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.book.details_title })).toBeVisible()
}

/** What is said where so many minutes are left: the time itself may have the same numbers. */
function forMinutes(w: Words, minutes: number): RegExp {
  return sentence(w.book.kept_minutes.replace(/\{\{ minutes \}\}/, String(minutes)))
}

/** Whether a time is among those that anybody can choose. */
async function isOffered(page: Page, role: string, start: string): Promise<boolean> {
  const date = new Date(start).toLocaleDateString('sv', { timeZone: 'America/Los_Angeles' })
  const answer = await page.request.get('/api/free_times', { params: { role, visit_type: 'office-visit', date } })
  const { times } = (await answer.json()) as { times: { instant: string }[] }
  return times.some(({ instant }) => instant === start)
}

test('a chosen time is kept while the form is filled in, and the page says how long @es', async ({ page, openBrowser, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  await page.clock.install()
  const role = await freeRole(page)
  const start = await chooseTime(page, w, role)
  const other = await openBrowser()
  await goOn(page, w)
  const main = page.getByRole('main')
  const kept = main.getByText(sentence(w.book.kept_minutes))
  await expect(kept).toContainText(forMinutes(w, 10))
  await expect(page.getByRole('status').getByText(sentence(w.book.kept_minutes))).toBeAttached()
  expect(await isOffered(other, role, start)).toBe(false)
  await axe(page)

  // Whoever types has more time again; whoever does not is told that it ends.
  await page.clock.fastForward('03:05')
  await expect(kept).toContainText(forMinutes(w, 7))
  await page.getByLabel(w.book.reason).pressSequentially('A cough')
  await expect(kept).toContainText(forMinutes(w, 10))
  await page.clock.fastForward('09:30')
  await expect(main.getByText(sentence(w.book.kept_minute))).toBeVisible()
  await page.clock.fastForward('01:00')
  await expect(main.getByText(sentence(w.book.kept_ended))).toBeVisible()
  await expect(page.getByRole('status').getByText(sentence(w.book.kept_ended))).toBeAttached()
  await axe(page)
})

test('the page where answers are checked keeps the time too @nojs @es', async ({ page, openBrowser, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  const role = await freeRole(page)
  const start = await chooseTime(page, w, role)
  await typeDetails(page, w, '')
  await expect(page.getByText(sentence(w.book.kept_minutes)).first()).toBeVisible()
  expect(await isOffered(await openBrowser(), role, start)).toBe(false)
  await axe(page)
  await book(page, w)
})

test('who leaves the booking lets go of the time', async ({ page, openBrowser, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  const role = await freeRole(page)
  const start = await chooseTime(page, w, role)
  const other = await openBrowser()
  await goOn(page, w)
  await expect.poll(() => isOffered(other, role, start)).toBe(false)
  // Back to the times it is still theirs.
  await page.getByRole('link', { name: w.common.back }).click()
  await expect(page.locator(`input[value="${start}"]`)).toBeVisible()
  await page.getByRole('link', { name: w.common.help, exact: true }).first().click()
  await expect.poll(() => isOffered(other, role, start)).toBe(true)

  await chooseTime(page, w, role)
  await goOn(page, w)
  await expect.poll(() => isOffered(other, role, start)).toBe(false)
  await page.goto('about:blank')
  await expect.poll(() => isOffered(other, role, start)).toBe(true)
})

test('who comes too late is told on the page of details', async ({ page, openBrowser, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/409/)
  const w = words(locale)
  const other = await openBrowser()
  await signOn(page, own[0])
  await signOn(other, own[1])
  const role = await freeRole(page)
  await chooseTime(other, w, role)
  await chooseTime(page, w, role)
  await goOn(page, w)
  await expect(page.getByText(sentence(w.book.kept_minutes)).first()).toBeVisible()
  // The other one's page has lost the time: it is asked for by its address.
  await other.goto(page.url())
  await expect(other.getByText(w.book.kept_lost)).toBeVisible()
  await axe(other)
  await other.getByRole('link', { name: w.book.kept_other }).click()
  await expect(other.getByRole('heading', { level: 1, name: w.book.time_title })).toBeVisible()
})
